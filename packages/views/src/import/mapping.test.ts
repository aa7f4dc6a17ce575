import { expect, test } from 'vitest';
import { adjust, assign, choose, type Mapping, orderOf, sameMapping } from './mapping.ts';

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
