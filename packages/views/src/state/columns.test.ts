import { expect, test } from 'vitest';
import { arrange, clampWidth } from './columns.ts';

const columns = ['name', 'amount', 'stage', 'owner'].map((key) => ({ key, width: 160 }));
const keys = (list: readonly { key: string }[]) => list.map((c) => c.key).join();

test('without preferences the view decides', () => {
  expect(arrange(columns, {}).shown).toEqual(columns);
});

test('widths stay in bounds, hidden columns go, the first one never', () => {
  const { shown } = arrange(columns, { widths: { amount: 5, gone: 10 }, hidden: ['stage', 'name'] });
  expect(keys(shown)).toBe('name,amount,owner');
  expect(shown[1]?.width).toBe(72);
  expect(clampWidth(1e6)).toBe(800);
});

test('a column that the view gained stands after its neighbour; one it lost is gone', () => {
  const { all } = arrange(columns, { order: ['owner', 'name', 'gone', 'stage'] });
  expect(keys(all)).toBe('owner,name,amount,stage');
});
