import { expect, test } from 'vitest';
import {
  adjust,
  answer,
  answerTo,
  assign,
  choose,
  comparable,
  edit,
  type Fix,
  type ImportField,
  type Mapping,
  matchOf,
  obstacle,
  orderOf,
  rowColumns,
  sameMapping,
  withoutFix,
  withPolicy,
  withRows,
} from './mapping.ts';
import { paceOf } from './pace.ts';

const start: Mapping = {
  headerRows: 1,
  columns: [
    { column: 0, field: 'name' },
    { column: 2, field: 'date', dateOrder: 'mdy' },
  ],
};

test('a field has one column, a column one field, in the order of the file', () => {
  expect(assign(start, 1, 'name').columns).toEqual([
    { column: 1, field: 'name' },
    { column: 2, field: 'date', dateOrder: 'mdy' },
  ]);
  expect(assign(start, 2, 'phone').columns).toEqual([
    { column: 0, field: 'name' },
    { column: 2, field: 'phone' },
  ]);
  expect(assign(start, 0, undefined).columns).toEqual([{ column: 2, field: 'date', dateOrder: 'mdy' }]);
});

test('the id of the record takes the place of all other fields to match by, and any other that of the id', () => {
  expect(matchOf(['name'], ['name', '_id'])).toEqual(['_id']);
  expect(matchOf(['_id'], ['_id', 'name'])).toEqual(['name']);
  expect(matchOf(['name'], ['name', 'phone'])).toEqual(['name', 'phone']);
  const id: ImportField = { key: '_id', required: false, dated: false, options: [] };
  const named = (column: number) => ({ columns: [{ column, field: '_id' }] });
  expect(comparable([{ ...id, key: '_owner_id' }, id], named(2))).toEqual([id]);
  expect(comparable([id], { columns: [] })).toEqual([]);
});

test('a further column of a reference says something else of its records', () => {
  const more = assign(start, 3, 'name', { part: 'phone' });
  expect(more.columns).toEqual([...start.columns, { column: 3, field: 'name', matchBy: 'phone' }]);
});

test('settings of a column are changed and removed, others stay', () => {
  expect(adjust(start, 2, { dateOrder: undefined, unmatched: 'empty' }).columns[1]).toEqual({
    column: 2,
    field: 'date',
    unmatched: 'empty',
  });
  expect(adjust(start, 2, { unmatched: 'empty' }).columns[0]).toBe(start.columns[0]);
});

test('choices for texts come and go; none left leaves no trace', () => {
  const one = choose(choose(start, 0, 'GTXPro', 'GTX Pro'), 0, 'x', null);
  expect(one.columns[0]?.replace).toEqual({ GTXPro: 'GTX Pro', x: null });
  expect(choose(choose(one, 0, 'x', undefined), 0, 'GTXPro', undefined)).toEqual(start);
});

test('mappings are compared by what they say, not by the order of their properties', () => {
  const turned: Mapping = {
    columns: [
      { field: 'name', column: 0 },
      { dateOrder: 'mdy', field: 'date', column: 2 },
    ],
    headerRows: 1,
  };
  expect(sameMapping(start, turned)).toBe(true);
  expect(sameMapping(start, choose(start, 0, 'x', null))).toBe(false);
});

test('the order of dates as samples suggest it', () => {
  expect(orderOf(['3/1/2017', '10/20/2016'])).toBe('mdy');
  expect(orderOf(['20/10/2016'])).toBe('dmy');
  expect(orderOf(['2017-03-01', ''])).toBeUndefined();
});

test('a policy brings what is usually matched by, and needs something that is mapped', () => {
  const upsert = withPolicy(start, 'upsert', ['name']);
  expect(upsert).toEqual({ ...start, policy: 'upsert', match: ['name'] });
  expect(withPolicy({ ...upsert, match: ['date'] }, 'skip', ['name']).match).toEqual(['date']);
  expect(withPolicy(upsert, 'create', ['name'])).toEqual(start);
  expect(assign(upsert, 0, undefined).match).toEqual([]);
  expect(obstacle(start)).toBeUndefined();
  expect(obstacle({ columns: [] })).toBe('nothing');
  expect(obstacle(assign(upsert, 0, undefined))).toBe('match');
});

test('rows of sub-forms are replaced unless something else is chosen, as long as it can be', () => {
  const lines = assign({ ...start, policy: 'upsert', match: ['name'] }, 5, 'lines.price');
  expect([...rowColumns(lines)]).toEqual([['lines', ['price']]]);
  const matched = withRows(lines, 'lines', { how: 'match', by: 'price' });
  expect(matched.rows).toEqual({ lines: { how: 'match', by: 'price' } });
  expect(withRows(matched, 'lines', { how: 'replace' })).toEqual(lines);
  expect(assign(matched, 5, undefined).rows).toBeUndefined();
  expect(assign(withRows(lines, 'lines', { how: 'add' }), 2, undefined).rows).toEqual({
    lines: { how: 'add' },
  });
});

test('a corrected cell is kept once and can be taken back', () => {
  const once = edit(start, 4, 2, 'a');
  expect(edit(once, 4, 2, 'b').edits).toEqual([{ row: 4, column: 2, text: 'b' }]);
  expect(edit(edit(once, 5, 2, 'c'), 4, 2, undefined).edits).toEqual([{ row: 5, column: 2, text: 'c' }]);
  expect(edit(once, 4, 2, undefined)).toEqual(start);
});

test('mistakes are answered all alike: another text, nothing, or without their rows; the last answer counts', () => {
  const dates = { kind: 'invalid_date', column: 2 };
  const cleared = answer(start, dates, '');
  expect(cleared.fixes).toEqual([{ ...dates, instead: '' }]);
  const skipped = answer(cleared, dates, null);
  expect([skipped.fixes, answerTo(skipped, dates)]).toEqual([[dates], dates]);
  expect(answer(skipped, dates, undefined)).toEqual(start);
  // One that was checked holds for its rows; the next answer is another one.
  const held = { ...start, fixes: [{ ...dates, instead: 'x', rows: [4] }] };
  expect(answerTo(held, dates)).toBeUndefined();
  expect(answer(held, dates, 'y').fixes).toEqual([...held.fixes, { ...dates, instead: 'y' }]);
  expect(withoutFix(held, held.fixes[0] as Fix)).toEqual(start);
});

test('a pace is told once it has shown itself', () => {
  const first = { at: 0, done: 100 };
  expect(paceOf(first, { at: 1_000, done: 300 }, 1_000)).toBeUndefined();
  expect(paceOf(first, { at: 2_000, done: 500 }, 1_000)).toEqual({ perSecond: 200, secondsLeft: 3 });
  expect(paceOf(first, { at: 2_000, done: 100 }, 1_000)).toBeUndefined();
  expect(paceOf(first, { at: 2_000, done: 1_000 }, 1_000)).toBeUndefined();
});
