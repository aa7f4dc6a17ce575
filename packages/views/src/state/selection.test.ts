import { expect, test } from 'vitest';
import { extendTo, NOTHING, toggleRow } from './selection.ts';

const rows = ['a', 'b', undefined, 'd', 'e'];
const idAt = (row: number) => rows[row];

test('a click toggles', () => {
  const one = toggleRow(NOTHING, 1, 'b');
  expect([...one.ids]).toEqual(['b']);
  expect(toggleRow(one, 1, 'b').ids.size).toBe(0);
});

test('shift extends from the anchor in both directions over what is loaded', () => {
  const anchor = toggleRow(NOTHING, 3, 'd');
  expect([...extendTo(anchor, 0, idAt).ids].sort()).toEqual(['a', 'b', 'd']);
  expect([...extendTo(anchor, 4, idAt).ids].sort()).toEqual(['d', 'e']);
  expect([...extendTo(NOTHING, 4, idAt).ids]).toEqual(['e']);
});
