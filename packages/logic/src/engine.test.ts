import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { test as holds } from './engine.ts';
import { explain } from './explain.ts';
import { checkedOf, env, valueFor } from './testing/index.ts';
import type { Expr, Scope, ScopeField } from './types.ts';

describe('evaluation', () => {
  it('takes unknown for no at the root of a condition only', () => {
    const condition = checkedOf({ '!': [{ var: 'flag' }] });
    expect([null, true, false].map((flag) => holds(condition, { flag }, env))).toEqual([false, false, true]);
    expect(valueFor({ '!': [{ var: 'flag' }] })).toBeNull();
  });

  it('reads own properties only', () => {
    const fields = new Map<string, ScopeField>([['constructor', { type: { kind: 'text' } }]]);
    const scope: Scope = { form: { ref: 'odd', fields }, formOf: () => undefined };
    const result = check({ not_empty: { var: 'constructor' } }, scope);
    expect(result.ok && holds(result.value, {}, env)).toBe(false);
    expect(result.ok && holds(result.value, { constructor: 'x' }, env)).toBe(true);
  });

  it('follows references and reaches the record from inside rows', () => {
    const data = { amount: '5', $refs: { customer: { credit: '5.00' } }, lines: [{ price: '5' }] };
    const expr: Expr = {
      some: [
        { var: 'lines' },
        {
          and: [
            { '==': [{ var: 'row.price' }, { var: 'amount' }] },
            { '==': [{ var: 'customer.credit' }, { var: 'row.price' }] },
          ],
        },
      ],
    };
    expect(valueFor(expr, data)).toBe(true);
    expect(valueFor(expr, { ...data, $refs: { customer: null } })).toBe(false);
  });

  it('knows who and when', () => {
    expect(valueFor({ '==': [{ var: '$today' }, '2026-03-01'] })).toBe(true);
    expect(valueFor({ '==': [{ var: '$now' }, '2026-03-01T12:00:00+08:00'] })).toBe(true);
    expect(valueFor({ has_any: [{ var: '$member.departments' }, [env.member.departments[0]!]] })).toBe(true);
  });

  it('reads the spellings of drivers and clients', () => {
    expect(
      valueFor({ '==': [{ var: 'at' }, '2026-03-01T00:00:00Z'] }, { at: '2026-03-01 08:00:00+0800' }),
    ).toBe(true);
    expect(valueFor({ '+': [{ var: 'amount' }, 0] }, { amount: '1.500' })).toBe('1.5');
  });
});

describe('explain', () => {
  it('shows what each part came to', () => {
    const tree = checkedOf({
      and: [{ '>': [{ var: 'amount' }, 1] }, { some: [{ var: 'tags' }, { '==': [{ var: 'row' }, 'a'] }] }],
    });
    const trace = explain(tree, { amount: '2', tags: ['b'] }, env);
    expect(trace).toMatchObject({
      op: 'and',
      value: false,
      parts: [
        { at: ['and', 0], op: '>', value: true, parts: [{ name: 'amount', value: '2' }, { value: '1' }] },
        { at: ['and', 1], op: 'some', value: false, parts: [{ op: '==', value: false }] },
      ],
    });
  });
});
