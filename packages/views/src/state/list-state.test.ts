import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allOf, type ListState, narrowed, readListState, toggleSort, writeListState } from './list-state.ts';

const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);
const text = fc.string({ minLength: 1, maxLength: 20 });
const state = fc.record(
  {
    view: key,
    filter: fc.record({ '==': fc.tuple(fc.record({ var: key }), fc.oneof(text, fc.boolean())) }),
    sort: fc.array(fc.record({ field: key, dir: fc.constantFrom('asc' as const, 'desc' as const) }), {
      minLength: 1,
      maxLength: 5,
    }),
    group: fc.array(
      fc.record(
        {
          field: key,
          dir: fc.constant('desc' as const),
          bucket: fc.constantFrom('day' as const, 'month' as const),
        },
        { requiredKeys: ['field'], noNullPrototype: true },
      ),
      { maxLength: 3 },
    ),
    quick: fc.dictionary(
      key,
      fc.record(
        { op: key, value: fc.oneof(text, fc.array(text)) },
        { requiredKeys: ['op'], noNullPrototype: true },
      ),
      { noNullPrototype: true },
    ),
    search: text,
    record: fc.uuid(),
    tab: key,
    create: fc.dictionary(
      fc.oneof(key, fc.constantFrom('view', 'sort', 'group', 'quick', 'new', 'q')),
      text,
      {
        noNullPrototype: true,
      },
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);

test('an address says the whole state and nothing else', () => {
  fc.assert(
    fc.property(state, (given) => {
      const address = new URLSearchParams(writeListState(given as ListState)).toString();
      const read = readListState(Object.fromEntries(new URLSearchParams(address)));
      expect(read).toEqual(given);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('what can not be read is left out', () => {
  expect(readListState({ filter: '{"==":', sort: 'drop table;,-amount,', new: 'yes', account: 'x' })).toEqual(
    {
      sort: [{ field: 'amount', dir: 'desc' }],
    },
  );
  expect(readListState({ filter: '[1]', quick: '[1]' })).toEqual({});
  // Only a new record can be a copy.
  expect(readListState({ copy: 'x' })).toEqual({});
  const copied = { create: {}, copy: 'x' };
  expect(readListState(writeListState(copied))).toEqual(copied);
  expect(readListState({ quick: '{"a":null,"b":{"op":"eq"}}', group: 'a:century,!b' })).toEqual({
    quick: { b: { op: 'eq' } },
    group: [{ field: 'a' }],
  });
});

test('clicks on a header go round: up, down, none', () => {
  const up = toggleSort([], 'a', false);
  expect(up).toEqual([{ field: 'a', dir: 'asc' }]);
  const down = toggleSort(up, 'a', false);
  expect(down).toEqual([{ field: 'a', dir: 'desc' }]);
  expect(toggleSort(down, 'a', false)).toEqual([]);
  expect(toggleSort(down, 'b', false)).toEqual([{ field: 'b', dir: 'asc' }]);
});

test('with shift the other columns keep their rank', () => {
  const two = toggleSort([{ field: 'a', dir: 'asc' }], 'b', true);
  expect(two.map((s) => s.field)).toEqual(['a', 'b']);
  expect(toggleSort(two, 'a', true)).toEqual([
    { field: 'a', dir: 'desc' },
    { field: 'b', dir: 'asc' },
  ]);
  expect(toggleSort([{ field: 'a', dir: 'desc' }, ...two.slice(1)], 'a', true)).toEqual([
    { field: 'b', dir: 'asc' },
  ]);
});

test('conditions are joined only when there are several', () => {
  const a = { '==': [{ var: 'a' }, 1] };
  expect(allOf(undefined, undefined)).toBeUndefined();
  expect(allOf(undefined, a)).toBe(a);
  expect(allOf(a, a)).toEqual({ and: [a, a] });
});

test('a condition joins the others instead of standing around them', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((key) => ({ '==': [{ var: key }, 1] }));
  if (!a || !b || !c) throw new Error();
  expect(narrowed(undefined, a)).toEqual(a);
  expect(narrowed(narrowed(a, b), c)).toEqual({ and: [a, b, c] });
  expect(narrowed({ or: [a, b] }, c)).toEqual({ and: [{ or: [a, b] }, c] });
});
