import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimal,
  compareDecimal,
  divDecimal,
  mulDecimal,
  normalizeDecimal,
  roundDecimal,
} from './decimal.ts';

/** Canonical decimals of up to 19 digits with up to 8 places, and the same as a whole number of 1e-8. */
const scaled = fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n });
const SCALE = 8;

function decimalOf(units: bigint, scale = SCALE): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const plain = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, '');
  return units < 0n ? `-${plain}` : plain;
}

describe('normalizeDecimal', () => {
  it.each([
    ['1.50', '1.5'],
    ['-0', '0'],
    ['-0.000', '0'],
    ['+7', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['007', '7'],
    ['1e3', '1000'],
    ['1.5E-3', '0.0015'],
    [' 12 ', '12'],
    [0.1, '0.1'],
    [1e21, '1000000000000000000000'],
    ['9'.repeat(38), '9'.repeat(38)],
  ])('%j is %j', (input, expected) => {
    expect(normalizeDecimal(input)).toBe(expected);
  });

  it.each([
    '',
    'abc',
    '1,000',
    '1e400',
    '1e-40',
    '0x10',
    'Infinity',
    '--1',
    '９',
    '9'.repeat(39),
    Number.NaN,
    1 / 0,
  ])('%j is no number', (input) => {
    expect(normalizeDecimal(input)).toBeNull();
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(scaled, (units) => {
        const once = normalizeDecimal(decimalOf(units));
        expect(once).toBe(decimalOf(units));
        expect(normalizeDecimal(once!)).toBe(once);
      }),
      { seed: 1 },
    );
  });
});

describe('arithmetic', () => {
  it('is that of whole numbers', () => {
    fc.assert(
      fc.property(scaled, scaled, (x, y) => {
        const [a, b] = [decimalOf(x), decimalOf(y)];
        expect(addDecimal(a, b)).toBe(decimalOf(x + y));
        expect(mulDecimal(a, b)).toBe(normalizeDecimal(decimalOf(x * y, SCALE * 2)));
        expect(compareDecimal(a, b)).toBe(x < y ? -1 : x > y ? 1 : 0);
      }),
      { seed: 2 },
    );
  });

  it('rounds half away from zero', () => {
    expect(['0.5', '1.5', '-0.5', '-2.5', '0.49'].map((value) => roundDecimal(value, 0))).toEqual([
      '1',
      '2',
      '-1',
      '-3',
      '0',
    ]);
    expect(roundDecimal('1250', -2)).toBe('1300');
    expect(divDecimal('1', '0')).toBeNull();
    expect(divDecimal('2', '-3')).toBe('-0.666666666667');
  });
});
