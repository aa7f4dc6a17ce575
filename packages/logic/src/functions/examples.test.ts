import { describe, expect, it } from 'vitest';
import { check } from '../check.ts';
import { evaluate } from '../engine.ts';
import { namesOf, parseFormula } from '../formula/index.ts';
import { env } from '../testing/index.ts';
import type { Scope, ScopeField, ScopeForm, Value } from '../types.ts';
import { functions } from './index.ts';

/** The fields that examples speak of, with their labels in both languages. */
const LABELS: Readonly<Record<string, readonly [string, string]>> = {
  amount: ['金额', 'Amount'],
  stage: ['阶段', 'Stage'],
  tags: ['标签', 'Tags'],
  owner: ['负责人', 'Owner'],
  collaborators: ['协作人', 'Collaborators'],
  department: ['部门', 'Department'],
  lines: ['明细', 'Lines'],
  price: ['单价', 'Price'],
  quantity: ['数量', 'Quantity'],
  product: ['产品', 'Product'],
  grade: ['客户评级', 'Grade'],
  region: ['地区', 'Region'],
  checkin: ['签到位置', 'Check-in'],
  files: ['附件', 'Files'],
};

const formOf = (ref: string, fields: Readonly<Record<string, ScopeField>>): ScopeForm => ({
  ref,
  fields: new Map(Object.entries(fields)),
});
const number: ScopeField = { type: { kind: 'number' } };
const deal = formOf('deal', {
  amount: number,
  stage: { type: { kind: 'option' }, macros: { probability: () => '0.5' } },
  grade: { type: { kind: 'option' }, macros: { score: () => 3 } },
  region: {
    type: { kind: 'text' },
    macros: { under: (field, [above = null]) => ({ starts_with: [field, above] }) },
  },
  tags: { type: { kind: 'option', many: true } },
  checkin: { type: { kind: 'json' } },
  files: { type: { kind: 'file', many: true } },
  owner: { type: { kind: 'ref' } },
  collaborators: { type: { kind: 'ref', many: true } },
  department: { type: { kind: 'ref' } },
  lines: { type: { kind: 'ref', many: true }, rows: { form: 'line', via: '_parent_id' } },
});
const line = formOf('line', {
  price: number,
  quantity: number,
  amount: number,
  product: { type: { kind: 'ref' } },
});
const scope: Scope = { form: deal, formOf: (ref) => [deal, line].find((form) => form.ref === ref) };
const names = namesOf(scope, { field: (_, key) => LABELS[key] ?? [key], options: () => [] });

const record = {
  amount: '5',
  stage: 'won',
  tags: ['重点'],
  lines: [
    { price: '10', quantity: '1', amount: '10' },
    { price: '20', quantity: '2', amount: '40' },
  ],
  $before: { amount: '4', stage: 'lost' },
};

function run(formula: string): Value {
  const parsed = parseFormula(formula, names);
  if (!parsed.ok) throw new Error(`${formula}: ${JSON.stringify(parsed.issues)}`);
  const checked = check(parsed.expr, scope, { before: true });
  if (!checked.ok) throw new Error(`${formula}: ${JSON.stringify(checked.issues)}`);
  return evaluate(checked.value, record, env);
}

describe('examples of functions', () => {
  it.each(functions.map((fn) => [fn.name, fn] as const))('%s can be typed as it stands', (_, fn) => {
    const [zh, en] = [run(fn.docs.zh.example), run(fn.docs.en.example)];
    expect(typeof zh).toBe(typeof en);
  });

  it.each<[string, Value]>([
    ['SUM(1, 2, 3.5)', '6.5'],
    ['AVERAGE(80, 90, 100)', '90'],
    ['SUMPRODUCT({明细.单价}, {明细.数量})', '50'],
    ['SUMIF({明细.金额}, {明细.数量} > 1)', '40'],
    ['AVERAGEIF({明细.金额}, {明细.数量} > 0)', '25'],
    ['MAXIF({明细.金额}, {明细.数量} < 2)', '10'],
    ['COUNT({明细})', '2'],
    ['SUM(MAP({明细}, {明细.单价} * {明细.数量}))', '50'],
    ['MOD(-3, 2)', '1'],
    ['MROUND(23, 5)', '25'],
    ['QUOTIENT(7, 2)', '3'],
    ['PERCENT(1, 8)', '12.5'],
    ['CLAMP(120, 0, 100)', '100'],
    ['SWITCH("B", "A", 4, "B", 3, 0)', '3'],
    ['IFS(85 >= 90, "优", 85 >= 60, "良", "差")', '良'],
    ['XOR(1 < 2, 2 < 1)', true],
    ['CHANGED({阶段})', true],
    ['BEFORE({金额})', '4'],
    ['ISNEW()', false],
    ['BECOMES({金额} > 4)', true],
    ['TEXTJOIN("、", SPLIT("甲,乙", ","))', '甲、乙'],
    ['MID("310101199001011234", 7, 8)', '19900101'],
    ['REPLACE("13800138000", 4, 4, "****")', '138****8000'],
    ['SEARCH("b", "ABC")', '2'],
    ['COUNTCHAR("a-b-c", "-")', '2'],
    ['TEXT(1234.5, "#,##0.00")', '1,234.50'],
    ['TEXT(0.125, "0.0%")', '12.5%'],
    ['TEXT(DATE(2026, 3, 1), "yyyy-mm-dd")', '2026-03-01'],
    ['TEXT(TIME(9, 5, 0), "hh:mm")', '09:05'],
    ['RMBUPPER(1234.5)', '壹仟贰佰叁拾肆元伍角整'],
    ['DATE(2026, 14, 1)', '2027-02-01'],
    ['DATEVALUE("2026年3月1日")', '2026-03-01'],
    ['WEEKDAY(DATE(2026, 3, 1))', '7'],
    ['WEEKDAY(DATE(2026, 3, 1), 1)', '1'],
    ['DATEADD(DATE(2026, 1, 31), 1, "M")', '2026-02-28'],
    ['DATEDIF(DATE(2026, 1, 31), DATE(2026, 3, 1), "月")', '1'],
    ['EOMONTH(DATE(2026, 1, 15), 1)', '2026-02-28'],
    ['WORKDAY(DATE(2026, 3, 6), 3)', '2026-03-11'],
    ['NETWORKDAYS(DATE(2026, 3, 2), DATE(2026, 3, 8))', '5'],
    ['HASANY({标签}, "重点", "老客户")', true],
    ['INDEX(SPLIT("甲-乙-丙", "-"), 2)', '乙'],
    ['{金额} * PROBABILITY({阶段})', '2.5'],
    ['HASROLE("crm:sales")', true],
    ['USERDEPT()', env.member.departments],
  ])('%s is %j', (formula, value) => {
    expect(run(formula)).toEqual(value);
  });
});
