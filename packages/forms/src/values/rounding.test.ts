import { expect, it } from 'vitest';
import { type Rounding, roundTo } from './rounding.ts';

it.each<[string, number, Rounding, string]>([
  ['2.345', 2, 'half', '2.35'],
  ['-2.345', 2, 'half', '-2.35'],
  ['2.341', 2, 'up', '2.35'],
  ['-2.341', 2, 'up', '-2.35'],
  ['2.349', 2, 'down', '2.34'],
  ['-0.9', 0, 'down', '0'],
  ['-0.1', 0, 'up', '-1'],
  ['9.99', 1, 'up', '10'],
  ['12', 2, 'up', '12'],
  ['1.5', 2, 'down', '1.5'],
])('rounds %s to %i places %s', (value, places, rounding, result) => {
  expect(roundTo(value, places, rounding)).toBe(result);
});
