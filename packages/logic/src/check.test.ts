import { describe, expect, it } from 'vitest';
import { type CheckOptions, check, MAX_DEPTH, MAX_NODES } from './check.ts';
import { MAX_LIST } from './check-literal.ts';
import { exprMessages, issueText } from './messages.ts';
import { scope } from './testing/index.ts';
import type { Expr } from './types.ts';

const amount = { var: 'amount' };

function issuesOf(expr: Expr, options?: CheckOptions): readonly { code: string; path: string }[] {
  const result = check(expr, scope, options);
  if (result.ok) return [];
  for (const { code, params } of result.issues) {
    for (const locale of ['zh', 'en'] as const) {
      const text = issueText({ path: [], code, ...(params && { params }) }, locale);
      expect(text).not.toBe(code);
      expect(text).not.toMatch(/\{\w+\}/);
    }
  }
  return result.issues.map(({ code, path }) => ({ code, path: `/${path.join('/')}` }));
}

const nest = (depth: number): Expr => (depth === 0 ? true : { '!': [nest(depth - 1)] });

describe('check refuses', () => {
  it.each<[string, Expr, string, string]>([
    ['two keys', { '==': [1, 1], '!=': [1, 1] }, 'one_key', '/'],
    ['no key', { and: [true, {}] }, 'one_key', '/and/1'],
    ['an unknown operator', { method: ['a', 'constructor'] }, 'unknown_operator', '/'],
    ['a prototype as operator', JSON.parse('{"__proto__": [1]}'), 'unknown_operator', '/'],
    ['an inherited name as operator', { toString: [1] }, 'unknown_operator', '/'],
    ['a prototype as path', { is_empty: { var: '__proto__' } }, 'unknown_field', '/is_empty/var'],
    ['a path into a value', { is_empty: { var: 'name.length' } }, 'not_to_one', '/is_empty/var'],
    ['an inherited path', { is_empty: { var: 'constructor' } }, 'unknown_field', '/is_empty/var'],
    ['an empty path', { is_empty: { var: '' } }, 'bad_var', '/is_empty/var'],
    ['a computed path', { is_empty: { var: { var: 'name' } } }, 'bad_var', '/is_empty/var'],
    ['a default of a path', { is_empty: { var: ['name', 'x'] } }, 'bad_var', '/is_empty/var'],
    ['a long path', { is_empty: { var: 'a.b.c.d.e.f' } }, 'path_too_long', '/is_empty/var'],
    ['row outside of rows', { is_empty: { var: 'row.price' } }, 'row_outside', '/is_empty/var'],
    ['rows as a value', { is_empty: { var: 'lines' } }, 'rows_misused', '/is_empty/var'],
    ['what was before, where nobody knows', { var: '$before.stage' }, 'no_before', '/var'],
    ['becoming, where nobody knows', { becomes: true }, 'no_before', '/becomes/var'],
    ['rows in rows', { sum: { var: 'lines.labels' } }, 'nested_many', '/sum/var'],
    ['a missing column of rows', { sum: { var: 'lines.cost' } }, 'unknown_field', '/sum/var'],
    ['a column as one value', { '+': [{ var: 'lines.price' }, 1] }, 'list_unexpected', '/+/0/var'],
    ['rows as a list', { sum: { var: 'lines' } }, 'rows_misused', '/sum/var'],
    ['text where numbers are added up', { sum: { var: 'lines.item' } }, 'type_mismatch', '/sum/var'],
    [
      'filtered rows as a value',
      { is_empty: { filter: [{ var: 'lines' }, true] } },
      'rows_misused',
      '/is_empty',
    ],
    [
      'a computed format',
      { format_date: [{ var: 'day' }, { var: 'name' }] },
      'literal_text',
      '/format_date/1',
    ],
    ['a value as rows', { count: { var: 'name' } }, 'rows_expected', '/count/var'],
    ['too few arguments', { '==': [1] }, 'arity', '/'],
    ['too many arguments', { '-': [10, 2, 3] }, 'arity', '/'],
    ['text against a number', { '==': [amount, { var: 'name' }] }, 'type_mismatch', '/==/1/var'],
    ['an option against a number', { '<': [amount, { var: 'stage' }] }, 'type_mismatch', '/</1/var'],
    ['a text among files', { in: ['x', { var: 'files' }] }, 'type_mismatch', '/in/1/var'],
    ['a word as number', { '<': [amount, 'ten'] }, 'bad_number', '/</1'],
    ['a number beyond 38 digits', { '<': [amount, 1e40] }, 'bad_number', '/</1'],
    ['30 February', { '==': [{ var: 'day' }, '2025-02-30'] }, 'bad_date', '/==/1'],
    ['24:00', { '==': [{ var: 'clock' }, '24:00'] }, 'bad_time', '/==/1'],
    ['a time without a zone', { '==': [{ var: 'at' }, '2026-01-01T00:00:00'] }, 'bad_datetime', '/==/1'],
    ['a name as id', { '==': [{ var: 'owner' }, 'bob'] }, 'bad_ref', '/==/1'],
    ['yes as boolean', { and: ['yes'] }, 'bad_boolean', '/and/0'],
    ['NUL in text', { '==': [{ var: 'name' }, 'a\0'] }, 'bad_text', '/==/1'],
    ['half a character', { '==': [{ var: 'name' }, '\ud83d'] }, 'bad_text', '/==/1'],
    ['a list for a value', { '==': [{ var: 'stage' }, ['won']] }, 'list_unexpected', '/==/1'],
    ['a value for a list', { in: [{ var: 'stage' }, 'won'] }, 'list_expected', '/in/1'],
    ['null in a list', { in: [{ var: 'stage' }, ['won', null]] }, 'list_null', '/in/1/1'],
    ['a logic in a list', { in: [amount, [1, { '+': [1, 1] }]] }, 'bad_number', '/in/1/1'],
    ['a long list', { in: [amount, Array(MAX_LIST + 1).fill(1)] }, 'list_too_long', '/in/1'],
    ['an unknown unit', { date_add: [{ var: 'day' }, 1, 'hour'] }, 'choice', '/date_add/2'],
    ['computed places', { round: [amount, amount] }, 'integer', '/round/1'],
    ['a literal object', { '==': [{ var: 'extra' }, null] }, 'type_mismatch', '/==/0/var'],
  ])('%s', (_, expr, code, path) => {
    expect(issuesOf(expr)).toContainEqual({ code, path });
  });

  it('too deep and too large trees, without overflowing', () => {
    expect(issuesOf(nest(MAX_DEPTH))).toEqual([]);
    expect(issuesOf(nest(MAX_DEPTH + 1))[0]?.code).toBe('too_deep');
    expect(issuesOf(nest(5000))[0]?.code).toBe('too_deep');
    const wide = { and: Array(900).fill({ and: [true, true] }) };
    expect(issuesOf(wide).map(({ code }) => code)).toEqual(['too_many_nodes']);
    expect(MAX_NODES).toBe(2000);
  });

  it('a root of another type than expected', () => {
    expect(issuesOf(amount, { root: 'condition' })).toEqual([{ code: 'type_mismatch', path: '/var' }]);
    expect(issuesOf({ var: 'tags' }, { expect: { kind: 'option' } })[0]?.code).toBe('type_mismatch');
    expect(issuesOf('2026-13-01', { expect: { kind: 'date' } })[0]?.code).toBe('bad_date');
  });
});

describe('check types', () => {
  it('literals by their place', () => {
    const result = check({ if: [{ var: 'flag' }, '2026-01-01', { var: 'day' }] }, scope);
    expect(result.ok && result.value.type).toEqual({ kind: 'date' });
    expect(check('12.50', scope, { expect: { kind: 'number' } })).toMatchObject({
      ok: true,
      value: { root: { value: '12.5' } },
    });
    expect(check(['won', 'won'], scope, { expect: { kind: 'option', many: true } })).toMatchObject({
      ok: true,
      value: { root: { value: ['won'] } },
    });
  });

  it('paths through references and rows', () => {
    expect(check({ '==': [{ var: 'customer.grade' }, 'a'] }, scope, { root: 'condition' }).ok).toBe(true);
    expect(check({ some: [{ var: 'lines' }, { has_any: [{ var: 'row.labels' }, ['x']] }] }, scope).ok).toBe(
      true,
    );
  });
});

describe('messages', () => {
  it('exist in both languages with the same placeholders', () => {
    const shape = (texts: Readonly<Record<string, string>>): unknown =>
      Object.entries(texts).map(([code, text]) => [code, (text.match(/\{\w+\}/g) ?? []).sort()]);
    expect(shape(exprMessages.zh)).toEqual(shape(exprMessages.en));
  });
});
