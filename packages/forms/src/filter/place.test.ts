import { check, evaluate } from '@trellis/logic';
import { expect, it } from 'vitest';
import '../values/regions-data.ts';
import { compileForm } from '../form/compile.ts';
import { env, field, formOf } from '../testing/forms.ts';
import { describeFilter } from './describe.ts';
import { exprToFilter, filterToExpr } from './expr.ts';
import { filterFields } from './fields.ts';
import { operatorsOf } from './operators.ts';

const nodes = [
  { key: 'east', label: { zh: '华东', en: 'East' } },
  { key: 'sh', label: { zh: '上海', en: 'Shanghai' }, parent: 'east' },
  { key: 'north', label: { zh: '华北', en: 'North' } },
];
const form = compileForm(
  'crm:test',
  formOf({
    area: field('cascade', { nodes }),
    place: field('region'),
    where: field('address'),
    team: field('department'),
    teams: field('department', { many: true }),
  }),
);
const text = { locale: 'zh', tz: 'Asia/Shanghai' } as const;

it.each([
  ['area', 'east', '级联选择 属于（含下级） 华东', { area: 'sh' }, { area: 'north' }],
  ['place', '330000', '省市区 属于（含下级） 浙江省', { place: '330106' }, { place: '310104' }],
  [
    'where',
    '330100',
    '地址 属于（含下级） 浙江省杭州市',
    { where: { region: '330106' } },
    { where: { detail: '330106' } },
  ],
])('finds what lies below: %s under %s', (key, value, words, inside, outside) => {
  const expr = { under: [{ var: key }, value] };
  const fields = filterFields(form);
  const filter = exprToFilter(expr, fields);
  expect(filter.items).toEqual([{ kind: 'condition', field: key, op: 'under', value }]);
  expect(filterToExpr(filter, fields)).toEqual(expr);
  expect(describeFilter(expr, form, text)[0]?.text).toBe(words);
  const checked = check(expr, { form: form.scopeForm, formOf: () => undefined }, { root: 'condition' });
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
  expect(evaluate(checked.value, inside, env)).toBe(true);
  expect(evaluate(checked.value, outside, env)).toBe(false);
});

it('offers what makes sense of places and departments', () => {
  const ops = Object.fromEntries(
    filterFields(form).map((one) => [one.key, operatorsOf(one).map(({ op }) => op)]),
  );
  expect(ops.place).toEqual(['under', 'is_empty', 'not_empty']);
  expect(ops.where).toEqual(['under', 'detail', 'not_detail', 'is_empty', 'not_empty']);
  expect(ops.team?.[0]).toBe('is_mine');
  expect(ops.teams?.[0]).toBe('has_mine');
});
