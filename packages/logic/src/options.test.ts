import { expect, test } from 'vitest';
import { check } from './check.ts';
import { compile } from './compile.ts';
import { evaluate } from './engine.ts';
import { explain } from './explain.ts';
import { namesOf, parseFormula, printFormula } from './formula/index.ts';
import { meaningOf } from './meaning.ts';
import { references } from './references.ts';
import { env } from './testing/index.ts';
import { OPTIONS, scope } from './testing/options.ts';
import type { Expr, Value } from './types.ts';
import { inWords } from './words.ts';

const names = namesOf(scope, {
  field: (_, key) => [
    { grade: '等级', tags: '标签', customer: '客户', name: '名称', lines: '明细' }[key] ?? key,
  ],
  options: (form, key) =>
    [...(OPTIONS.get(`${form}.${key}`) ?? [])].map(([option, label]) => ({ key: option, labels: [label] })),
});

function checkedOf(text: string) {
  const parsed = parseFormula(text, names, scope);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const result = check(parsed.expr, scope);
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.issues)}`);
  return result;
}

const data = {
  name: '宏达',
  grade: 'a',
  other: null,
  tags: ['vip', 'gone'],
  customer: 'x',
  lines: [{ grade: 'b' }, { grade: null }, { grade: 'a' }],
  $refs: { customer: { name: '宏达集团', grade: 'b' } },
};

test.each<[string, Value]>([
  ['{等级} & "客户"', 'A 级客户'],
  ['CONCAT({name}, "：", {客户.等级})', '宏达：B 级'],
  ['"[" & {other} & "]"', '[]'],
  ['TEXTJOIN("、", {标签})', '重点、gone'],
  ['TEXTJOIN("、", {明细.等级})', 'B 级、A 级'],
  ['LEFT({等级}, 1)', 'A'],
  ['LEN({等级})', '3'],
  ['CONTAINS({等级}, "级")', true],
  ['IF({name} = "宏达", {等级}, {客户.等级}) & "!"', 'A 级!'],
  ['IF({等级} = "A 级", {客户.等级}, "A 级") & "!"', 'B 级!'],
  ['IFBLANK({other}, {等级}) & ""', 'A 级'],
  ['INDEX({标签}, 1) & ""', '重点'],
  ['{客户} & "公司"', '宏达集团公司'],
  ['CONCAT({等级}, "A 级")', 'A 级A 级'],
  ['{等级} = "A 级"', true],
  ['{等级} = "a"', true],
  ['{等级} = IF({name} = "宏达", "A 级", "B 级")', true],
])('%s is %j', (text, value) => {
  const { value: checked, warnings } = checkedOf(text);
  expect(evaluate(checked, data, env)).toEqual(value);
  expect(compile(checked)(data, env)).toEqual(value);
  expect(explain(checked, data, env).value).toEqual(value);
  expect(warnings).toEqual([]);
});

test('branches of literals take the kind that is expected, and labels become keys', () => {
  const options = [...OPTIONS.get('deal.grade')!].map(([key, label]) => ({ key, labels: [label] }));
  const text = 'IF({name} = "宏达", "A 级", IF({name} = "A 级", "b", NULL))';
  const parsed = parseFormula(text, names, scope, options);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const expr: Expr = {
    if: [{ '==': [{ var: 'name' }, '宏达'] }, 'a', { if: [{ '==': [{ var: 'name' }, 'A 级'] }, 'b', null] }],
  };
  expect(parsed.expr).toEqual(expr);
  expect(printFormula(expr, names, { as: 'options', options })).toBe(
    'IF({name} = "宏达", "A 级", IF({name} = "A 级", "B 级", NULL))',
  );
  const known = scope.form.fields.get('grade')?.options;
  const result = check(expr, scope, { expect: { kind: 'option' }, options: known });
  expect(result).toMatchObject({ ok: true, warnings: [] });
  if (result.ok) expect(evaluate(result.value, { name: 'A 级' }, env)).toBe('b');
});

test.each<[Expr, 'date' | 'text' | 'ref']>([
  [{ if: [{ '==': [{ var: 'name' }, 'x'] }, '2026-01-01', '2026-02-30'] }, 'date'],
  [{ if: [{ '==': [{ var: 'name' }, 'x'] }, 1, 2] }, 'text'],
  [{ coalesce: [{ var: 'name' }, 'x'] }, 'ref'],
])('%j is not read as %s', (expr, kind) => {
  expect(check(expr, scope, { expect: { kind } })).toMatchObject({
    ok: false,
    issues: [{ code: 'type_mismatch', params: { expected: kind } }],
  });
});

test.each<[Expr, (string | number)[], string]>([
  [{ '==': [{ var: 'grade' }, 'z'] }, ['==', 1], 'z'],
  [{ in: [{ var: 'customer.grade' }, ['a', 'z']] }, ['in', 1], 'z'],
  [{ has_any: [{ var: 'tags' }, ['a']] }, ['has_any', 1], 'a'],
  [{ some: [{ var: 'tags' }, { '==': [{ var: 'row' }, 'a'] }] }, ['some', 1, '==', 1], 'a'],
  [{ '==': [{ if: [true, { var: 'grade' }, 'y'] }, 'a'] }, ['==', 0, 'if', 2], 'y'],
  [{ '==': [{ var: 'grade' }, { if: [true, 'a', 'z'] }] }, ['==', 1, 'if', 2], 'z'],
])('%j names no option', (expr, path, value) => {
  const result = check(expr, scope);
  expect(result).toMatchObject({ ok: true, warnings: [{ code: 'no_option', path, params: { value } }] });
});

test('a field whose options are not known takes any', () => {
  const result = check({ '==': [{ var: 'free' }, 'z'] }, scope);
  expect(result).toMatchObject({ ok: true, warnings: [] });
  expect(check({ concat: [{ var: 'free' }] }, scope)).toMatchObject({
    ok: false,
    issues: [{ code: 'type_mismatch', params: { expected: 'text', found: 'option' } }],
  });
});

test('references stand in texts by a field of theirs alone', () => {
  expect(check({ concat: [{ var: 'customer' }] }, scope)).toMatchObject({
    ok: false,
    issues: [{ code: 'ref_in_text', path: ['concat', 0, 'var'], params: { name: 'customer' } }],
  });
  expect(references(checkedOf('{客户} & "公司"').value)).toEqual(['customer.name']);
});

test('people see the field, not the branches; a new label is a new meaning', () => {
  const { value } = checkedOf('{等级} & "客户"');
  const labels = { field: (path: string) => (path === 'grade' ? '等级' : null) };
  expect(inWords(value, 'zh', labels)).toBe('拼接(等级,“客户”)');
  expect(explain(value, data, env).parts[0]).toMatchObject({ name: 'grade', value: 'A 级', parts: [] });
  const form = { ...scope.form, fields: new Map(scope.form.fields) };
  form.fields.set('grade', { type: { kind: 'option' }, options: new Map([['a', '甲']]) });
  const renamed = check(value.expr, { ...scope, form });
  if (!renamed.ok) throw new Error('renaming breaks nothing');
  expect(meaningOf(renamed.value)).not.toBe(meaningOf(value));
  expect(meaningOf(checkedOf('{等级} & "客户"').value)).toBe(meaningOf(value));
});

test('a field with very many options has no labels in texts', () => {
  const many = new Map(Array.from({ length: 1001 }, (_, index) => [`k${index}`, `${index}`]));
  const form = { ref: 'f', fields: new Map([['x', { type: { kind: 'option' as const }, options: many }]]) };
  expect(check({ concat: [{ var: 'x' }] }, { form, formOf: () => undefined })).toMatchObject({
    ok: false,
    issues: [{ code: 'too_many_options', params: { max: 1000 } }],
  });
});
