import { describe, expect, it } from 'vitest';
import { check } from '../check.ts';
import { scope } from '../testing/index.ts';
import type { Expr } from '../types.ts';
import { formulaIssueText, formulaMessages } from './messages.ts';
import { namesOf } from './names.ts';
import { parseFormula } from './parse.ts';
import { printFormula } from './print.ts';

const LABELS: Readonly<Record<string, string>> = {
  amount: '合同金额',
  stage: '阶段',
  customer: '客户',
  grade: '等级',
  lines: '明细',
  price: '单价',
  item: '品名',
  tags: '标签',
  rate: '比率',
  at: '时间',
  seen: '时间',
};
const names = namesOf(scope, {
  field: (_, key) => (LABELS[key] ? [LABELS[key], key.toUpperCase()] : [key]),
  options: (_, key) =>
    key === 'stage' || key === 'grade'
      ? [
          { key: 'won', labels: ['赢单', 'Won'] },
          { key: 'lost', labels: ['输单', 'Lost'] },
        ]
      : [],
});

function exprOf(text: string): Expr {
  const result = parseFormula(text, names);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.expr;
}

describe('parseFormula', () => {
  it.each<[string, Expr]>([
    [
      'IF({合同金额}>100000, "大客户", "普通")',
      { if: [{ '>': [{ var: 'amount' }, 100000] }, '大客户', '普通'] },
    ],
    ['= 1 + 2', { '+': [1, 2] }],
    ['1+2*3', { '+': [1, { '*': [2, 3] }] }],
    ['1-2-3', { '-': [{ '-': [1, 2] }, 3] }],
    ['1+2+3', { '+': [1, 2, 3] }],
    ['(1+2)+3', { '+': [{ '+': [1, 2] }, 3] }],
    ['-{amount}', { '-': [0, { var: 'amount' }] }],
    ['-5', -5],
    ['15%', 0.15],
    ['{rate}%', { '/': [{ var: 'rate' }, 100] }],
    ['0.1', 0.1],
    ['12345678901234567890.5', '12345678901234567890.5'],
    ['1e3', 1000],
    ['{AMOUNT}>=1', { '>=': [{ var: 'amount' }, 1] }],
    ['{customer.grade}="Won"', { '==': [{ var: 'customer.grade' }, 'won'] }],
    ['{客户.等级} <> "输单"', { '!=': [{ var: 'customer.grade' }, 'lost'] }],
    ['ISONEOF({阶段}, "赢单", "输单")', { in: [{ var: 'stage' }, ['won', 'lost']] }],
    ['"say ""hi"""', 'say "hi"'],
    ["'it''s'", "it's"],
    ['“引号”', '引号'],
    ['if（｛合同金额｝＞１００，“大”，”小“）', { if: [{ '>': [{ var: 'amount' }, 100] }, '大', '小'] }],
    ['{amount}×2÷3', { '/': [{ '*': [{ var: 'amount' }, 2] }, 3] }],
    ['{amount} ≠ 1 && !TRUE', { and: [{ '!=': [{ var: 'amount' }, 1] }, { '!': [true] }] }],
    ['{name} & "-" & {amount}', { concat: [{ var: 'name' }, '-', { var: 'amount' }] }],
    ['TODAY()', { var: '$today' }],
    ['{name} = NULL', { '==': [{ var: 'name' }, null] }],
    ['COUNTIF({明细}, {明细.单价} > 5)', { count: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 5] }] }],
    ['ANY({标签}, {标签} = "a")', { some: [{ var: 'tags' }, { '==': [{ var: 'row' }, 'a'] }] }],
    [
      'COUNTIF({明细}, ANY({明细.labels}, {明细.labels} = "x"))',
      { count: [{ var: 'lines' }, { some: [{ var: 'row.labels' }, { '==': [{ var: 'row' }, 'x'] }] }] },
    ],
    ['SUM({明细.单价})', { sum: [{ var: 'lines.price' }] }],
    ['OPERATOR("between", {amount}, 1, 2)', { between: [{ var: 'amount' }, 1, 2] }],
  ])('%s', (text, expr) => {
    expect(exprOf(text)).toEqual(expr);
  });

  it.each<[string, string, number, number]>([
    ['', 'formula_empty', 0, 0],
    [' = ', 'formula_empty', 0, 3],
    ['1 +', 'formula_missing_value', 2, 3],
    ['SUM(1,', 'formula_missing_value', 5, 6],
    ['SUM(1, , 2)', 'formula_missing_value', 5, 6],
    ['SUM(1, 2', 'formula_missing_close', 3, 8],
    ['(1', 'formula_missing_close', 0, 2],
    ['(1))', 'formula_extra_close', 3, 4],
    ['1 2', 'formula_missing_operator', 2, 3],
    ['SUM(1; 2)', 'formula_semicolon', 5, 6],
    ['1 @ 2', 'formula_unexpected', 2, 3],
    ['{amount', 'formula_open_field', 0, 7],
    ['1 & "abc', 'formula_open_text', 4, 8],
    ['{金钱} + 1', 'formula_unknown_field', 0, 4],
    ['{时间}', 'formula_ambiguous_field', 0, 4],
    ['合同金额 + 1', 'formula_field_in_braces', 0, 4],
    ['1 + 大客户', 'formula_text_in_quotes', 4, 7],
    ['TODAY', 'formula_call_in_parentheses', 0, 5],
    ['AVERGE(1)', 'formula_similar_function', 0, 6],
    ['FOOBAR(1)', 'formula_unknown_function', 0, 6],
    ['ABS()', 'formula_few_arguments', 0, 5],
    ['ABS(1, 2)', 'formula_many_arguments', 7, 8],
    [`${'('.repeat(400)}1${')'.repeat(400)}`, 'too_deep', 301, 500],
  ])('refuses %.20s: %s', (text, code, from, to) => {
    const result = parseFormula(text, names);
    if (result.ok) return expect.fail('was accepted');
    const [first] = result.issues;
    expect([first?.code, first?.from, first?.to]).toEqual([code, from, to]);
    for (const locale of ['zh', 'en'] as const)
      expect(formulaIssueText(first!, locale)).not.toMatch(/\{\w+\}|^\w+_/);
  });

  it.each<[string, string]>([
    ['1 + "a"', '"a"'],
    ['IF({amount}, 1, 2)', '{amount}'],
    ['1 + ROUND(2.5) + CONCAT({name}, "a")', 'CONCAT({name}, "a")'],
    ['IF(TRUE, {amount}, {name})', '{name}'],
    ['{day} = "2026-02-30"', '"2026-02-30"'],
    ['COUNTIF({明细}, {明细.单价})', '{明细.单价}'],
    ['{阶段} > 3', '{阶段}'],
  ])('knows where the checker means in %s', (text, place) => {
    const result = parseFormula(text, names);
    if (!result.ok) return expect.fail(JSON.stringify(result.issues));
    const checked = check(result.expr, scope);
    if (checked.ok) return expect.fail('was accepted');
    const { from, to } = result.spanOf(checked.issues[0]?.path ?? []);
    expect(text.slice(from, to)).toBe(place);
  });

  it('has the same messages in both languages', () => {
    expect(Object.keys(formulaMessages.en)).toEqual(Object.keys(formulaMessages.zh));
  });
});

describe('signs of dates', () => {
  it.each<[string, string]>([
    ['{due} - TODAY()', 'DAYS({due}, TODAY())'],
    ['{due} + 7', 'DATEADD({due}, 7, "day")'],
    ['7 + {due}', 'DATEADD({due}, 7, "day")'],
    ['{due} - 7', 'DATEADD({due}, -7, "day")'],
    ['{due} - {合同金额} * 2', 'DATEADD({due}, -({amount} * 2), "day")'],
    ['{due} + 1 + {合同金额}', 'DATEADD({due}, 1 + {amount}, "day")'],
    ['IF({due} - TODAY() > 3, 1, 2)', 'IF(DAYS({due}, TODAY()) > 3, 1, 2)'],
    ['{合同金额} - 7', '{amount} - 7'],
  ])('%s is %s', (text, meant) => {
    const result = parseFormula(text, names, scope);
    if (!result.ok) return expect.fail(JSON.stringify(result.issues));
    expect(check(result.expr, scope).ok).toBe(true);
    expect(printFormula(result.expr, names)).toBe(meant);
  });
});

describe('printFormula', () => {
  it.each<[Expr, string]>([
    [
      { if: [{ '>': [{ var: 'amount' }, 100000] }, '大客户', '普通'] },
      'IF({合同金额} > 100000, "大客户", "普通")',
    ],
    [{ '==': [{ var: 'customer.grade' }, 'won'] }, '{客户.等级} = "赢单"'],
    [{ count: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 5] }] }, 'COUNTIF({明细}, {明细.单价} > 5)'],
    [{ '*': [{ '+': [1, { var: 'amount' }] }, 2] }, '(1 + {合同金额}) * 2'],
    [{ '-': [1, { '-': [2, 3] }] }, '1 - (2 - 3)'],
    [{ var: 'at' }, '{at}'],
    [{ has_what: [1, null] }, 'OPERATOR("has_what", 1, NULL)'],
    [{ a: 1, b: 2 }, 'OPERATOR("json", "{""a"":1,""b"":2}")'],
  ])('%j', (expr, text) => {
    expect(printFormula(expr, names, { as: 'labels' })).toBe(text);
    expect(exprOf(text)).toEqual(expr);
  });

  it('writes keys for documents and editors', () => {
    expect(printFormula({ '==': [{ var: 'stage' }, 'won'] }, names)).toBe('{stage} = "won"');
  });
});
