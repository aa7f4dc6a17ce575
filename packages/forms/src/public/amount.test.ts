import { mulDecimal } from '@trellis/logic';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SEED } from '../testing/arbitrary.ts';
import { movePoint, plainNumber } from './point.ts';

it('moves the point as exact arithmetic does', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.integer({ min: 0, max: 6 }),
      (n, places) => {
        const digits = String(Math.abs(n)).padStart(places + 1, '0');
        const whole = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
        const text = n < 0 ? `-${whole}` : whole;
        for (const by of [-2, 0, 2]) {
          const factor = { '-2': '0.01', '0': '1', '2': '100' }[String(by)] ?? '';
          const moved = movePoint(text, by);
          expect(mulDecimal(moved, '1'), `${text} by ${by}`).toBe(mulDecimal(text, factor));
          expect(moved).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
        }
      },
    ),
    { ...SEED, numRuns: 500 },
  );
  expect([movePoint('abc', -2), movePoint('', 2), movePoint('.5', 2)]).toEqual(['abc', '', '50']);
});

it('reads numbers as people type them', () => {
  expect(['１，２００．５', '¥ 1,200.50', '12 %', '1 000'].map(plainNumber)).toEqual([
    '1200.5',
    '1200.50',
    '12',
    '1000',
  ]);
});
