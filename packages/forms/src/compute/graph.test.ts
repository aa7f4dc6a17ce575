import { describe, expect, it } from 'vitest';
import { type CompiledForm, compileForm } from '../form/compile.ts';
import { field, formOf } from '../testing/forms.ts';
import { completeComputed } from './complete.ts';
import { computeGraph } from './graph.ts';
import { computedIssues } from './issues.ts';
import { withFormulas } from './own.ts';

const number = { type: 'number', config: { decimals: 2 } };
const formula = (expr: unknown, more: object = {}) =>
  field('formula', { expr, result: number, ...more } as never);
const formsOf = (documents: Record<string, Parameters<typeof formOf>[0]>) =>
  completeComputed(
    new Map(
      Object.entries(documents).map(([key, fields]) => [
        `crm:${key}`,
        compileForm(`crm:${key}`, formOf(fields)),
      ]),
    ),
    new Map(),
  );
const at = (forms: ReadonlyMap<string, CompiledForm>, ref: string): CompiledForm => {
  const form = forms.get(ref);
  if (!form) throw new Error(ref);
  return form;
};

const shop = formsOf({
  customer: {
    grade: field('select', { options: [{ key: 'a', label: { zh: '甲', en: 'A' } }] }),
    total: field('rollup', { rows: 'deal@customer', op: 'sum', path: 'amount' }),
    share: formula({ '/': [{ var: 'total' }, 3] }),
    idle: formula({ date_diff: [{ var: '$today' }, { to_date: [{ var: '_created_at' }] }] }),
  },
  deal: {
    customer: field('reference', { form: 'customer' }),
    price: field('money', { decimals: 2, currency: 'CNY' }),
    count: field('number', { decimals: 0 }),
    amount: formula(
      { '*': [{ var: 'price' }, { var: 'count' }] },
      { result: { type: 'money', config: { currency: 'CNY', decimals: 2 } } },
    ),
    grade: field('lookup', { via: 'customer', path: 'grade', mode: 'live' }),
    first_grade: field('lookup', { via: 'customer', path: 'grade', mode: 'snapshot' }),
    idle: field('lookup', { via: 'customer', path: 'idle', mode: 'live' }),
  },
});

describe('the graph of computed fields', () => {
  it('orders fields over all forms, and knows which are worked out by queries', () => {
    const graph = computeGraph(shop);
    const found = [...graph.nodes].flatMap(([form, nodes]) =>
      [...nodes.values()].map(({ field: { key }, level, own, volatile }) => [
        `${form}.${key}`,
        level,
        own,
        volatile,
      ]),
    );
    expect(found.sort()).toEqual([
      ['crm:customer.idle', 1, true, true],
      ['crm:customer.share', 3, true, false],
      ['crm:customer.total', 2, false, false],
      ['crm:deal.amount', 1, true, false],
      ['crm:deal.first_grade', 1, false, false],
      ['crm:deal.grade', 1, false, false],
      ['crm:deal.idle', 2, false, true],
    ]);
    const readers = (graph.readers.get('crm:customer') ?? []).map(
      ({ node, source }) => `${node.form}.${node.field.key} < ${source.field}`,
    );
    expect(readers).toContain('crm:deal.grade < grade');
    // A snapshot follows the reference, not what stands behind it.
    expect(readers).not.toContain('crm:deal.first_grade < grade');
  });

  it('gives a lookup and a roll-up what their sources are', () => {
    const deal = at(shop, 'crm:deal');
    expect(deal.fields.get('grade')?.kind).toBe('option');
    expect(deal.fields.get('grade')?.type.options?.(deal.fields.get('grade')?.config ?? {})).toMatchObject([
      { key: 'a' },
    ]);
    const total = at(shop, 'crm:customer').fields.get('total');
    expect(total?.type.unit?.(total.config)).toEqual({ kind: 'currency', code: 'CNY' });
    for (const form of shop.values()) expect(computedIssues(form, shop)).toEqual([]);
  });

  it('names a circle through several forms', () => {
    const forms = formsOf({
      customer: { total: field('rollup', { rows: 'deal@customer', op: 'sum', path: 'amount' }) },
      deal: {
        customer: field('reference', { form: 'customer' }),
        amount: formula({ '+': [{ var: 'customer.total' }, 1] }),
      },
    });
    expect(computedIssues(at(forms, 'crm:deal'), forms)).toMatchObject([
      {
        path: ['properties', 'amount', 'trellis'],
        code: 'computed_cycle',
        params: { path: expect.stringMatching(/ → .* → /) },
      },
    ]);
  });

  it('refuses what does not exist, and sums of what has none', () => {
    const forms = formsOf({
      customer: {
        name2: field('text'),
        bad: field('rollup', { rows: 'deal@customer', op: 'sum', path: 'note' }),
      },
      deal: {
        note: field('text'),
        customer: field('reference', { form: 'customer' }),
        gone: field('lookup', { via: 'customer', path: 'nope', mode: 'live' }),
        wrong: formula({ '+': [{ var: 'note' }, 1] }),
      },
    });
    const codes = [...forms.values()].flatMap((form) => computedIssues(form, forms).map(({ code }) => code));
    expect(codes.sort()).toEqual(['lookup_path_missing', 'type_mismatch', 'wrong_aggregate']);
  });
});

describe('formulas of a record', () => {
  const env = {
    now: '2026-03-01T00:00:00.000Z',
    tz: 'Asia/Shanghai',
    member: { id: '', departments: [], roles: [] },
  };
  const form = compileForm(
    'crm:x',
    formOf({
      net: formula({ '-': [{ var: 'gross' }, { var: 'fee' }] }, { emptyAsZero: true }),
      gross: formula({ '*': [{ var: 'price' }, { var: 'count' }] }),
      price: field('number'),
      count: field('number'),
      fee: field('number'),
      third: formula({ '/': [{ var: 'price' }, 3] }),
    }),
  );

  it('are worked out in the order of what they read, rounded, with empty as 0 where wanted', () => {
    expect(withFormulas(form, { price: '10', count: '3' }, {}, env)).toMatchObject({
      gross: '30',
      net: '30',
      third: '3.33',
    });
    expect(withFormulas(form, { count: '3', fee: '2' }, {}, env)).toMatchObject({
      gross: null,
      net: '-2',
      third: null,
    });
  });
});
