import { expect, test } from 'vitest';
import { changedValues, mergeChanges } from './merge.ts';

test('only what differs is sent; a cleared field is null', () => {
  expect(
    changedValues({ a: '1', b: ['x'], c: null }, { a: '2', b: ['x'], c: undefined, d: undefined }),
  ).toEqual({
    a: '2',
  });
  expect(changedValues({ a: '1' }, { a: undefined })).toEqual({ a: null });
});

test('what only one side changed merges by itself', () => {
  const base = { name: 'A', amount: '1', tags: ['x'] };
  const theirs = { name: 'A', amount: '2', tags: ['x'] };
  expect(mergeChanges(base, { name: 'B', tags: ['x', 'y'] }, theirs)).toEqual({
    set: { name: 'B', tags: ['x', 'y'] },
    clashes: [],
  });
});

test('both changed one field: a clash, unless to the same value', () => {
  expect(mergeChanges({ a: '1' }, { a: '2' }, { a: '3' })).toEqual({
    set: {},
    clashes: [{ field: 'a', before: '1', mine: '2', theirs: '3' }],
  });
  expect(mergeChanges({ a: '1' }, { a: '2' }, { a: '2' })).toEqual({ set: {}, clashes: [] });
});
