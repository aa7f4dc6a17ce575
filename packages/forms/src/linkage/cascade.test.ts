import type { Expr, Value } from '@trellis/logic';
import { describe, expect, it } from 'vitest';
import { compileForm } from '../form/compile.ts';
import { env, field, formOf } from '../testing/forms.ts';
import { cascade, type Filling } from './cascade.ts';
import { cycleIssues, derivedOf } from './derived.ts';

const linked = (where: Expr) => ({ kind: 'linked' as const, form: 'deal', take: 'count' as const, where });
const form = compileForm(
  'crm:deal',
  formOf({
    price: field('number'),
    amount: field('number', {}, { default: { kind: 'expr', expr: { '*': [{ var: 'price' }, 2] } } }),
    tax: field(
      'number',
      {},
      { default: { kind: 'expr', expr: { '*': [{ var: 'amount' }, 3] }, recompute: 'change' } },
    ),
    count: field('number', {}, { default: linked({ '>': [{ var: 'amount' }, { var: '$record.tax' }] }) }),
    account: field('reference', {
      form: 'account',
      fills: [
        { from: 'industry', to: 'industry', when: 'empty' },
        { from: 'note', to: 'note', when: 'always' },
      ],
    }),
    industry: field('text'),
    note: field('text'),
    source: field('text', {}, { default: { kind: 'param', name: 'source' } }),
  }),
);
const NEW: Filling = { isNew: true, touched: new Set(), filled: new Set() };
const run = (
  values: { readonly [key: string]: Value },
  changed: readonly string[] | 'all',
  filling: Partial<Filling> = {},
) => {
  const keys = changed === 'all' ? changed : new Set(changed);
  const result = cascade(form, values, keys, { ...NEW, ...filling }, env);
  const moved = [...result.followed].map((key) => [key, result.values[key]]);
  return {
    moved: Object.fromEntries(moved),
    ask: result.ask.map(({ field: key, by }) => (by ? `${by}>${key}` : key)),
  };
};

describe('what follows while somebody fills a form in', () => {
  it('comes one after the other, and asks for what lies elsewhere', () => {
    expect(run({ price: '1' }, ['price'])).toEqual({ moved: { amount: '2', tax: '6' }, ask: ['count'] });
    expect(derivedOf(form).map((one) => one.field)).toContain('source');
  });

  it('leaves alone what a person gave, but for values that always follow', () => {
    const touched = new Set(['amount', 'tax']);
    expect(run({ price: '1', amount: '9' }, ['price'], { touched })).toEqual({ moved: {}, ask: [] });
    expect(run({ amount: '9', tax: '1' }, ['amount'], { touched }).moved).toEqual({ tax: '27' });
    expect(run({ amount: '9', tax: '1' }, ['tax'], { touched }).moved).toEqual({});
  });

  it('keeps first values of records that exist', () => {
    expect(run({ price: '1', amount: '5' }, ['price'], { isNew: false })).toEqual({ moved: {}, ask: [] });
    expect(run({ amount: '5' }, ['amount'], { isNew: false })).toEqual({ moved: { tax: '15' }, ask: [] });
    expect(run({}, 'all', { isNew: false })).toEqual({ moved: {}, ask: [] });
  });

  it('fills in what a choice brings: into empty fields, or always', () => {
    const chosen = { account: 'a' };
    expect(run(chosen, ['account']).ask).toEqual(['account>industry', 'account>note']);
    expect(run({ ...chosen, industry: 'IT', note: 'x' }, ['account']).ask).toEqual(['account>note']);
    const filled = new Set(['industry']);
    expect(run({ ...chosen, industry: 'IT' }, ['account'], { filled }).ask).toContain('account>industry');
  });

  it('takes back what was filled in when the choice is taken back', () => {
    const values = { account: null, industry: 'IT', note: 'mine' };
    expect(run(values, ['account'], { filled: new Set(['industry']) })).toEqual({
      moved: { industry: null },
      ask: [],
    });
  });
});

it('reports defaults that wait for each other', () => {
  const circle = compileForm(
    'crm:circle',
    formOf({
      a: field('number', {}, { default: linked({ '>': [{ var: 'a' }, { var: '$record.b' }] }) }),
      b: field('number', {}, { default: linked({ '>': [{ var: 'a' }, { var: '$record.a' }] }) }),
    }),
  );
  expect(cycleIssues(circle).map(({ path, code }) => `${path[1]} ${code}`)).toEqual([
    'a default_cycle',
    'b default_cycle',
  ]);
  expect(derivedOf(circle)).toEqual([]);
});
