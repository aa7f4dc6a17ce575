import { describe, expect, it } from 'vitest';
import { scope } from '../testing/index.ts';
import type { Expr } from '../types.ts';
import {
  FUNCTION_GROUPS,
  functionNamed,
  functionOf,
  functions,
  leastArgs,
  mostArgs,
  rowsIn,
} from './index.ts';

describe('function registry', () => {
  it('has at least 80 functions in every section, under names of their own', () => {
    expect(functions.length).toBeGreaterThanOrEqual(80);
    expect(new Set(functions.map((fn) => fn.group))).toEqual(new Set(FUNCTION_GROUPS));
    const names = functions.flatMap((fn) => [fn.name, ...fn.aliases]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[A-Z][A-Z0-9]*$/.test(name))).toEqual([]);
    expect(functionNamed('coalesce')?.name).toBe('IFBLANK');
  });

  it.each(functions.map((fn) => [fn.name, fn] as const))('%s is explained in both languages', (name, fn) => {
    for (const { summary, example } of [fn.docs.zh, fn.docs.en]) {
      expect(summary.length).toBeGreaterThan(0);
      expect(example).toContain(`${name}(`);
    }
    expect(fn.docs.zh.summary).toMatch(/\p{Script=Han}/u);
    expect(fn.docs.en.summary).not.toMatch(/\p{Script=Han}/u);
    expect(fn.params.every(({ name: { zh, en } }) => zh.length > 0 && en.length > 0)).toBe(true);
    expect(leastArgs(fn.params)).toBeLessThanOrEqual(mostArgs(fn.params));
  });

  it.each(functions.map((fn) => [fn.name, fn] as const))('%s reads back what it says', (_, fn) => {
    const rowsOf = rowsIn(scope);
    const sample = (index: number): Expr =>
      fn.params[index]?.choices?.[0] ?? [{ var: 'lines.price' }, 2, { var: 'name' }][index] ?? index;
    for (let count = leastArgs(fn.params); count <= Math.min(mostArgs(fn.params), 4); count++) {
      const expr = fn.toExpr(
        Array.from({ length: count }, (_none, index) => sample(index)),
        rowsOf,
      );
      const printed = functionOf(expr);
      if (printed) expect(printed.fn.toExpr(printed.args, rowsOf)).toEqual(expr);
    }
  });
});

describe('functionOf', () => {
  it.each<[Expr, string, readonly Expr[]]>([
    [{ round: [{ var: 'amount' }, 2] }, 'ROUND', [{ var: 'amount' }, 2]],
    [{ upper: { var: 'name' } }, 'UPPER', [{ var: 'name' }]],
    [{ date_add: [{ var: 'day' }, 1, 'month'] }, 'DATEADD', [{ var: 'day' }, 1, 'month']],
    [
      { date_diff: [{ var: 'due' }, { var: 'day' }, 'year'] },
      'DATEDIF',
      [{ var: 'day' }, { var: 'due' }, 'year'],
    ],
    [{ if: [{ '==': [{ var: 'name' }, 'a'] }, 1, 2] }, 'IF', [{ '==': [{ var: 'name' }, 'a'] }, 1, 2]],
    [{ '==': [{ var: 'owner' }, { var: '$member' }] }, 'ISME', [{ var: 'owner' }]],
    [{ '!=': [{ var: 'stage' }, { var: '$before.stage' }] }, 'CHANGED', [{ var: 'stage' }]],
    [{ '+': [{ '%': [{ weekday: [{ var: 'day' }] }, 7] }, 1] }, 'WEEKDAY', [{ var: 'day' }, 1]],
    [{ format_number: [{ var: 'amount' }, 2, 'grouped'] }, 'TEXT', [{ var: 'amount' }, '#,##0.00']],
    [
      { sum: [{ map: [{ filter: [{ var: 'lines' }, true] }, { var: 'row.price' }] }] },
      'SUMIF',
      [{ var: 'lines.price' }, true],
    ],
    [{ sum: [{ var: 'lines.price' }] }, 'SUM', [{ var: 'lines.price' }]],
    [{ has_any: [{ var: 'tags' }, ['a', 'b']] }, 'HASANY', [{ var: 'tags' }, 'a', 'b']],
  ])('%j is %s', (expr, name, args) => {
    const found = functionOf(expr);
    expect([found?.fn.name, found?.args]).toEqual([name, args]);
  });

  it('finds none for a literal, a path or a plain comparison', () => {
    expect([1, 'a', null, { var: 'name' }, { '>': [1, 2] }].map((expr) => functionOf(expr))).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
  });
});
