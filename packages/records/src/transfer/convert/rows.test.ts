import { expect, test } from 'vitest';
import { rowsAfter } from './rows.ts';

const before = [
  { _id: 'a', item: '轴承', qty: '1', note: 'x' },
  { _id: 'b', item: '电机', qty: '2', note: null },
  { _id: 'c', item: '轴承', qty: '1', note: 'y' },
];

test('replaced rows are those of the file; one that stands there already stays, with what the file has not', () => {
  const given = [{ item: '电机', qty: '2' }, { item: '泵' }, { item: '轴承', qty: '1' }];
  expect(rowsAfter({ how: 'replace' }, ['item', 'qty'], before, given)).toEqual([
    { row: { _id: 'b', item: '电机', qty: '2' }, line: 0 },
    { row: { item: '泵' }, line: 1 },
    { row: { _id: 'a', item: '轴承', qty: '1' }, line: 2 },
  ]);
});

test('added rows come after those that stay', () => {
  expect(rowsAfter({ how: 'add' }, ['item'], before, [{ item: '电机' }])).toEqual([
    { row: { _id: 'a' } },
    { row: { _id: 'b' } },
    { row: { _id: 'c' } },
    { row: { item: '电机' }, line: 0 },
  ]);
});

test('rows that are the same in a column are changed in their place, each once; an empty one is new', () => {
  const given = [
    { item: '轴承', qty: '9' },
    { item: '泵', qty: '3' },
    { item: '轴承', qty: '8' },
    { item: '轴承', qty: '7' },
    { qty: '5' },
  ];
  expect(rowsAfter({ how: 'match', by: 'item' }, ['item', 'qty'], before, given)).toEqual([
    { row: { _id: 'a', item: '轴承', qty: '9' }, line: 0 },
    { row: { _id: 'b' } },
    { row: { _id: 'c', item: '轴承', qty: '8' }, line: 2 },
    { row: { item: '泵', qty: '3' }, line: 1 },
    { row: { item: '轴承', qty: '7' }, line: 3 },
    { row: { qty: '5' }, line: 4 },
  ]);
});
