import { expect, test } from 'vitest';
import { clampWidth, withColumn } from './columns.ts';

const columns = [{ field: 'name' }, { field: 'amount', width: 90 }, { field: 'stage', hidden: true }];

test('widths stay in bounds', () => {
  expect(withColumn(columns, 'amount', { width: 5 })[1]).toEqual({ field: 'amount', width: 72 });
  expect(clampWidth(1e6)).toBe(800);
});

test('a column is hidden at its place and comes back there', () => {
  expect(withColumn(columns, 'amount', { hidden: true })[1]).toEqual({
    field: 'amount',
    width: 90,
    hidden: true,
  });
  expect(withColumn(columns, 'stage', { hidden: false })[2]).toEqual({ field: 'stage' });
  expect(withColumn(columns, 'stage', { width: 100 })[2]).toEqual({
    field: 'stage',
    width: 100,
    hidden: true,
  });
});

test('a column that is new stands at the end', () => {
  expect(withColumn(columns, 'owner', {})).toEqual([...columns, { field: 'owner' }]);
});
