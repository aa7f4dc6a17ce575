import type { FieldSchema } from '@trellis/metadata';
import { expect, it } from 'vitest';
import { compileForm } from '../form/compile.ts';
import { field, formOf } from '../testing/forms.ts';
import { formIssues } from './form.ts';

const number = { type: 'number', config: { decimals: 0 } };
const formula = (expr: unknown): FieldSchema => field('formula', { expr, result: number } as never);
const move = compileForm(
  'wms:move',
  formOf({ product: field('reference', { form: 'product' }), count: field('number') }),
);
const judged = (read: string, fields: Readonly<Record<string, FieldSchema>> = {}) => {
  const document = formOf({
    name: field('text'),
    least: field('number'),
    stock: field('rollup', { rows: 'move@product', op: 'sum', path: 'count' }),
    left: formula({ '-': [{ var: 'stock' }, { var: 'least' }] }),
    twice: formula({ '*': [{ var: 'least' }, 2] }),
    ...fields,
  });
  const checks = [
    { key: 'c', when: { '<': [{ var: read }, 0] }, message: { zh: '不足' }, hold: true as const },
  ];
  const form = compileForm('wms:product', { ...document, trellis: { ...document.trellis, checks } });
  return formIssues(form, new Map([[move.ref, move]])).map(({ path, code }) => `${path.join('.')} ${code}`);
};

it('lets a check hold that reads what other records move, through formulas too', () => {
  expect(judged('stock')).toEqual([]);
  expect(judged('left')).toEqual([]);
});

it('says where there is nothing to hold', () => {
  const at = 'trellis.checks.0.hold';
  expect(judged('least')).toEqual([`${at} hold_reads_own`]);
  expect(judged('twice')).toEqual([`${at} hold_reads_own`]);
  const late = formula({
    count: [{ filter: [{ var: 'move@product' }, { '<': [{ var: 'row._created_at' }, { var: '$now' }] }] }],
  });
  expect(judged('late', { late })).toEqual([`${at} hold_reads_moment`]);
});
