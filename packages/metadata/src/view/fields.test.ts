import { references } from '@trellis/logic';
import { describe, expect, it } from 'vitest';
import { documentIssues } from '../ajv.ts';
import { configFields, viewWithout } from './fields.ts';
import type { ViewDocument } from './types.ts';

const table: ViewDocument = {
  vocabulary: 1,
  form: 'deal',
  kind: 'table',
  label: { zh: '全部' },
  filter: { '>': [{ var: 'amount' }, '0'] },
  sort: [{ field: 'amount', dir: 'desc' }],
  group: [{ field: 'stage' }, { field: 'closes', bucket: 'month' }],
  colors: [
    { when: { '>': [{ var: 'amount' }, '100'] }, color: 'red', on: 'row' },
    { when: { is_empty: [{ var: 'stage' }] }, color: 'gray', on: 'field', field: 'closes' },
  ],
  totals: { amount: 'sum', closes: 'max' },
  quick: ['stage', 'closes'],
  config: { columns: [{ field: 'name' }, { field: 'amount', width: 90 }], frozen: 2 },
};
const board: ViewDocument = {
  vocabulary: 1,
  form: 'deal',
  kind: 'kanban',
  label: { zh: '看板' },
  config: { lane: 'stage', sum: 'amount', card: ['amount', 'closes'] },
};
const without = (view: ViewDocument, ...gone: string[]) => {
  const reads = (expr: Parameters<typeof references>[0]) =>
    references(expr).some((path) => gone.includes(path));
  return viewWithout(view, (field) => gone.includes(field), reads);
};

it('finds the fields that settings name, with their places', () => {
  expect(configFields(table)).toEqual([
    { field: 'name', path: ['columns', 0, 'field'] },
    { field: 'amount', path: ['columns', 1, 'field'] },
  ]);
  expect(configFields(board).map(({ field }) => field)).toEqual(['stage', 'amount', 'amount', 'closes']);
  expect(configFields({ ...board, kind: 'constructor' })).toEqual([]);
});

describe('a view without some fields', () => {
  it('is the same view where it names none of them', () => {
    expect(without(table, 'phone')).toBe(table);
    expect(without(board, 'phone', 'lane')).toBe(board);
  });

  it('lets go of them wherever they stand', () => {
    const { filter: _, ...open } = table;
    const left = without(open, 'amount', 'closes');
    expect(left).toEqual({
      vocabulary: 1,
      form: 'deal',
      kind: 'table',
      label: { zh: '全部' },
      group: [{ field: 'stage' }],
      totals: {},
      quick: ['stage'],
      config: { columns: [{ field: 'name' }], frozen: 2 },
    });
    expect(documentIssues('view', left)).toEqual([]);
  });

  it('loses a setting that is optional, and is gone without one that is not', () => {
    expect(without(board, 'amount')?.config).toEqual({ lane: 'stage', card: ['closes'] });
    expect(without(board, 'stage')).toBeUndefined();
  });

  it('is gone when its filter reads one', () => {
    expect(without(table, 'amount')).toBeUndefined();
    expect(viewWithout(table, (field) => field === 'amount')?.filter).toEqual(table.filter);
  });
});
