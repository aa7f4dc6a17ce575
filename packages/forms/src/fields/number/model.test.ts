import { expect, it } from 'vitest';
import { read, show } from '../../testing/text.ts';
import { number } from './model.ts';

const unit = { thousands: true, unit: { zh: '台', en: 'pcs' } };

it('reads and shows the unit in either language', () => {
  expect(read(number, '1,200 台', unit)).toBe('1200');
  expect(read(number, '1,200pcs', unit)).toBe('1200');
  expect(read(number, '1,200kg', unit)).toEqual(['invalid_number']);
  expect(show(number, '1200' as never, unit)).toBe('1,200 台');
  expect(show(number, '1200' as never, unit, { locale: 'en' })).toBe('1,200 pcs');
  expect(show(number, '1996' as never)).toBe('1996');
});

it('takes JSON numbers and decimal strings without going through floats', () => {
  const config = number.config.defaults();
  expect(number.normalise('12.50', config)).toEqual({ ok: true, value: '12.5' });
  expect(number.normalise(0.1, config)).toEqual({ ok: true, value: '0.1' });
  expect(number.normalise('99999999999999999999.01', config)).toEqual({
    ok: true,
    value: '99999999999999999999.01',
  });
  for (const input of ['1,2', '0x10', '1e400', true, [1], {}])
    expect(number.normalise(input, config).ok).toBe(false);
});

it('refuses bounds that exclude every value', () => {
  const around = { fieldsOf: () => undefined };
  expect(number.check?.({ decimals: 2, min: 10, max: '9.5' }, around)).toMatchObject([
    { code: 'range_reversed' },
  ]);
  expect(number.check?.({ decimals: 2, min: '9.5', max: 10 }, around)).toEqual([]);
});

it('keeps zeros at the end only where it is told to', () => {
  expect(show(number, '12.5' as never, { decimals: 2 })).toBe('12.5');
  expect(show(number, '1200.5' as never, { decimals: 2, zeros: true, thousands: true })).toBe('1,200.50');
  expect(read(number, '1,200.50', { decimals: 2, zeros: true })).toBe('1200.5');
});
