import { expect, it } from 'vitest';
import { read, show } from '../../testing/text.ts';
import { percent } from './model.ts';

it('stores fractions and speaks per cent', () => {
  expect(read(percent, '25%')).toBe('0.25');
  expect(read(percent, '２５％')).toBe('0.25');
  expect(read(percent, '25')).toBe('0.25');
  expect(read(percent, '0.5 %')).toBe('0.005');
  expect(show(percent, '0.3333' as never)).toBe('33.33%');
  expect(show(percent, '1.5' as never)).toBe('150%');
  expect(percent.valueSchema({ decimals: 2 }).decimalPlaces).toBe(4);
});
