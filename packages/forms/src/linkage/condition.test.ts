import { check, type Expr, type Value } from '@trellis/logic';
import { describe, expect, it } from 'vitest';
import { compileForm } from '../form/compile.ts';
import { field, formOf } from '../testing/forms.ts';
import { bindCondition, linkedScope, recordPaths } from './condition.ts';

const account = compileForm(
  'crm:account',
  formOf({ industry: field('text'), size: field('number'), open: field('checkbox') }),
);
const deal = compileForm(
  'crm:deal',
  formOf({ account: field('reference', { form: 'account' }), amount: field('number'), on: field('date') }),
);
const forms = new Map([account, deal].map((form) => [form.ref, form]));
const scope = linkedScope(account, deal, forms);
const bind = (where: Expr, values: { readonly [path: string]: Value }, empty?: 'ignore' | 'none' | 'match') =>
  bindCondition(empty ? { where, empty } : { where }, (path) => values[path] ?? null);
const own = (path: string): Expr => ({ var: `$record.${path}` });

describe('a condition on other records', () => {
  it('names their fields and those of the record at hand, through references too', () => {
    const where = {
      and: [
        { '>': [{ var: 'size' }, own('amount')] },
        { '==': [{ var: 'industry' }, own('account.industry')] },
        { '==': [{ var: '_id' }, own('account')] },
      ],
    };
    expect(check(where, scope, { root: 'condition' }).ok).toBe(true);
    expect(recordPaths(where)).toEqual(['amount', 'account.industry', 'account']);
    expect(check({ '==': [{ var: 'size' }, own('on')] }, scope, { root: 'condition' }).ok).toBe(false);
    expect(check({ '==': [{ var: 'size' }, own('secret')] }, scope, { root: 'condition' }).ok).toBe(false);
  });

  it('becomes an ordinary filter once the values are in it', () => {
    const where = { and: [{ '>': [{ var: 'size' }, own('amount')] }, { '==': [{ var: 'open' }, true] }] };
    const bound = bind(where, { amount: '12.5' });
    expect(bound).toEqual({
      never: false,
      filter: { and: [{ '>': [{ var: 'size' }, '12.5'] }, { '==': [{ var: 'open' }, true] }] },
    });
    expect(check((bound as { filter: Expr }).filter, scope, { root: 'condition' }).ok).toBe(true);
  });
});

describe('an empty value in a condition', () => {
  const where = {
    and: [{ '==': [{ var: 'industry' }, own('industry')] }, { '==': [{ var: 'open' }, true] }],
  };

  it('leaves out its part', () => {
    expect(bind(where, {})).toEqual({ never: false, filter: { '==': [{ var: 'open' }, true] } });
    expect(bind({ '!': [{ '==': [{ var: 'industry' }, own('industry')] }] }, {})).toEqual({ never: false });
    expect(bind({ or: [{ in: [{ var: '_id' }, own('list')] }] }, { list: [] })).toEqual({ never: false });
  });

  it('or lets nothing through', () => {
    expect(bind(where, {}, 'none')).toEqual({ never: true });
    expect(bind(where, { industry: 'IT' }, 'none')).toEqual(bind(where, { industry: 'IT' }));
  });

  it('or asks for empty ones', () => {
    expect(bind(where, {}, 'match')).toEqual({
      never: false,
      filter: { and: [{ is_empty: [{ var: 'industry' }] }, { '==': [{ var: 'open' }, true] }] },
    });
    expect(bind({ '>': [{ var: 'size' }, own('amount')] }, {}, 'match')).toEqual({
      never: false,
      filter: { '>': [{ var: 'size' }, null] },
    });
  });

  it('is what a test of emptiness asks for, whatever the policy', () => {
    const either = { or: [{ is_empty: [own('amount')] }, { '>': [{ var: 'size' }, own('amount')] }] };
    expect(bind(either, {})).toEqual({ never: false });
    const { filter } = bind(either, { amount: '3' }) as { filter: Expr };
    expect(check(filter, scope, { root: 'condition' }).ok).toBe(true);
    expect(bind({ not_empty: [own('amount')] }, {}, 'none')).toEqual({ never: true });
  });
});
