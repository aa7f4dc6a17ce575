import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { compile } from './compile.ts';
import { foldConstants } from './constants.ts';
import { evaluate } from './engine.ts';
import { explain } from './explain.ts';
import { lower, raw, toSql } from './sql.ts';
import { checkedOf, env, scope } from './testing/index.ts';
import type { Expr, Value } from './types.ts';

describe('empty as 0', () => {
  const zeroed = (expr: Expr, emptyAsZero: boolean): Value => {
    const result = check(expr, scope, { emptyAsZero });
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    expect(compile(result.value)({}, env)).toEqual(evaluate(result.value, {}, env));
    return evaluate(result.value, {}, env);
  };

  it.each<[Expr, Value, Value]>([
    [{ '+': [{ var: 'amount' }, 1] }, null, '1'],
    [{ '*': [{ '-': [5, { var: 'amount' }] }, { var: 'customer.credit' }] }, null, '0'],
    [{ '/': [1, { var: 'amount' }] }, null, null],
    [{ '>': [1, { var: 'amount' }] }, false, false],
    [{ var: 'amount' }, null, null],
    [{ avg: [{ var: 'amount' }, 2] }, '2', '2'],
  ])('%j is %j, or %j', (expr, plain, zero) => {
    expect([zeroed(expr, false), zeroed(expr, true)]).toEqual([plain, zero]);
  });

  it('keeps the places of issues', () => {
    const result = check({ '+': [{ var: 'amount' }, { var: 'name' }] }, scope, { emptyAsZero: true });
    expect(result).toMatchObject({ ok: false, issues: [{ path: ['+', 1, 'var'], code: 'type_mismatch' }] });
  });
});

describe('constants', () => {
  it('are computed once, but not where the zone decides', () => {
    const folded = foldConstants(checkedOf({ '>': [{ var: 'amount' }, { '*': [60, 60, 24] }] }));
    expect(folded).toMatchObject({ args: [{ node: 'var' }, { node: 'literal', value: '86400' }] });
    const day = foldConstants(checkedOf({ '==': [{ to_date: '2026-03-01T00:00:00Z' }, { var: 'day' }] }));
    expect(day).toMatchObject({ args: [{ node: 'call' }, { node: 'var' }] });
  });

  it('show up in a trace as they were written', () => {
    const trace = explain(checkedOf({ '>': [{ var: 'amount' }, { '+': [1, 2] }] }), { amount: '4' }, env);
    expect(trace).toMatchObject({
      op: '>',
      value: true,
      parts: [
        { name: 'amount', value: '4' },
        { op: '+', value: '3', parts: [{ value: '1' }, { value: '2' }] },
      ],
    });
  });
});

describe('the record before the change', () => {
  const becomes = checkedOf({ becomes: { '==': [{ var: 'customer.grade' }, 'a'] } });

  it('has references of its own', () => {
    const data = {
      $refs: { customer: { grade: 'a' } },
      $before: { $refs: { customer: { grade: 'b' } } },
    };
    expect(evaluate(becomes, data, env)).toBe(true);
    expect(evaluate(becomes, { ...data, $before: data }, env)).toBe(false);
  });

  it('is a target of its own in SQL, and refused where there is none', () => {
    const column = (path: readonly string[]) => raw(`new."${path.join('.')}"`);
    const rows = () => {
      throw new Error('no rows');
    };
    const before = {
      exists: raw('(old.id IS NOT NULL)'),
      target: { column: (path: readonly string[]) => raw(`old."${path.join('.')}"`), rows },
    };
    expect(toSql(lower(becomes, { column, rows, before }, env)).sql).toBe(
      '((new."customer.grade" = $1::text) IS TRUE AND NOT ((old.id IS NOT NULL) AND coalesce(old."customer.grade" = $2::text, false) IS TRUE))',
    );
    expect(() => lower(becomes, { column, rows }, env)).toThrow('before the change');
  });
});

describe('rows', () => {
  it('that are filtered are explained one by one', () => {
    const sum = checkedOf({
      sum: {
        map: [{ filter: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 1] }] }, { var: 'row.price' }],
      },
    });
    const data = { lines: [{ price: '1' }, { price: '2' }] };
    expect(evaluate(sum, data, env)).toBe('2');
    expect(explain(sum, data, env)).toMatchObject({
      op: 'sum',
      value: '2',
      parts: [{ op: 'map', value: ['2'] }],
    });
  });
});
