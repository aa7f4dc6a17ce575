import { expect, test } from 'vitest';
import { extendTo, isAny, isSelected, NOTHING, type Selection, toggleRow } from './selection.ts';

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

test('where all are chosen, a click takes one out and shift brings back what was out', () => {
  const all: Selection = { ids: new Set(), anchor: null, all: 3 };
  expect([isAny(NOTHING), isAny(all), isSelected(all, 'a'), isSelected(NOTHING, 'a')]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  const but = toggleRow(toggleRow(all, 0, 'a'), 3, 'd');
  expect([isSelected(but, 'a'), isSelected(but, 'b'), isSelected(but, 'd')]).toEqual([false, true, false]);
  expect([...extendTo(but, 0, idAt).ids]).toEqual([]);
  expect(isAny({ ...all, ids: new Set(['a', 'b', 'd']) })).toBe(false);
});
