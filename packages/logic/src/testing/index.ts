import { describe, expect, it } from 'vitest';
import { check } from '../check.ts';
import { compile } from '../compile.ts';
import { evaluate } from '../engine.ts';
import { explain } from '../explain.ts';
import { raw } from '../frag.ts';
import type { Row } from '../read.ts';
import { lower, toSql } from '../sql.ts';
import type { Checked } from '../tree.ts';
import type { Env, Expr, Scope, ScopeField, ScopeForm, SqlTarget, Value } from '../types.ts';

/** Noon of 1 March 2026 in Shanghai. */
export const env: Env = {
  now: '2026-03-01T04:00:00.000Z',
  tz: 'Asia/Shanghai',
  member: {
    id: '00000000-0000-4000-8000-0000000000a1',
    departments: ['00000000-0000-4000-8000-0000000000d1', '00000000-0000-4000-8000-0000000000d2'],
    roles: ['crm:sales'],
    name: '王磊',
    phone: null,
    email: 'lei.wang@example.com',
  },
  // A chain below the first department, and a circle that nobody should be able to make.
  parents: {
    '00000000-0000-4000-8000-0000000000d1': null,
    '00000000-0000-4000-8000-0000000000ff': '00000000-0000-4000-8000-0000000000d3',
    '00000000-0000-4000-8000-0000000000d3': '00000000-0000-4000-8000-0000000000d1',
    '00000000-0000-4000-8000-0000000000e1': '00000000-0000-4000-8000-0000000000e2',
    '00000000-0000-4000-8000-0000000000e2': '00000000-0000-4000-8000-0000000000e1',
  },
};

const one = (kind: ScopeField['type']['kind']): ScopeField => ({ type: { kind } });
const many = (kind: ScopeField['type']['kind']): ScopeField => ({ type: { kind, many: true } });

const forms: Readonly<Record<string, ScopeForm>> = {
  deal: {
    ref: 'deal',
    fields: new Map<string, ScopeField>([
      ['name', one('text')],
      ['stage_text', one('text')],
      ['amount', one('number')],
      ['rate', one('number')],
      ['flag', one('boolean')],
      ['yes', one('boolean')],
      ['day', one('date')],
      ['due', one('date')],
      ['clock', one('time')],
      ['at', one('datetime')],
      ['seen', one('datetime')],
      ['stage', one('option')],
      ['source', one('option')],
      ['owner', one('ref')],
      ['dept', one('ref')],
      ['tags', many('option')],
      ['members', many('ref')],
      ['words', many('text')],
      ['scores', many('number')],
      ['days', many('date')],
      ['files', many('file')],
      ['extra', one('json')],
      ['customer', { type: { kind: 'ref' }, target: 'customer' }],
      ['lines', { type: { kind: 'ref', many: true }, rows: { form: 'line', via: '_parent_id' } }],
    ]),
  },
  customer: {
    ref: 'customer',
    fields: new Map<string, ScopeField>([
      ['title', one('text')],
      ['grade', one('option')],
      ['credit', one('number')],
    ]),
  },
  line: {
    ref: 'line',
    fields: new Map<string, ScopeField>([
      ['item', one('text')],
      ['price', one('number')],
      ['ships', one('date')],
      ['labels', many('option')],
    ]),
  },
};

/** A form with every value kind, a reference (`customer`) and rows (`lines`). */
export const scope: Scope = { form: forms.deal!, formOf: (ref) => forms[ref] };

/** Checks an expression that is meant to be right. */
export function checkedOf(expr: Expr, form: Scope = scope): Checked {
  const result = check(expr, form, { before: true });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

/** The value by the interpreter, after making sure that closure and trace agree. */
export function valueFor(expr: Expr, data: Row = {}, at: Env = env): Value {
  const tree = checkedOf(expr);
  const value = evaluate(tree, data, at);
  expect(compile(tree)(data, at)).toEqual(value);
  expect(explain(tree, data, at).value).toEqual(value);
  return value;
}

/** Columns of alias `t` named after their fields, rows in tables of their own. */
const target: SqlTarget = tableOf('t', 0);

function tableOf(alias: string, level: number): SqlTarget {
  return {
    column: (path) => raw(`${alias}.${path.map((step) => `"${step}"`).join('.')}`),
    rows: (path) => {
      const row = `r${level + 1}`;
      const [from, where] = [raw(`${path.join('_')} AS ${row}`), raw(`(${row}.parent = ${alias}.id)`)];
      return { from, where, inner: tableOf(row, level + 1) };
    },
  };
}

const sqlOf = (expr: Expr): string => toSql(lower(checkedOf(expr), target, env)).sql;

/** The tests of one operator: expression, record, value; and conditions with their SQL. */
export function describeOperator(
  name: string,
  tests: {
    readonly cases: readonly (readonly [expr: Expr, data: Row, value: Value])[];
    readonly sql: readonly (readonly [expr: Expr, sql: string])[];
  },
): void {
  describe(name, () => {
    it.each(tests.cases)('%j of %j is %j', (expr, data, value) => {
      expect(valueFor(expr, data)).toEqual(value);
    });
    it.each(tests.sql)('%j lowers to %s', (expr, sql) => {
      expect(sqlOf(expr)).toBe(sql);
    });
  });
}
