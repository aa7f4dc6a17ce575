import { check, type Env, test as holds } from '@trellis/logic';
import { JSON_SCHEMA_DIALECT, type JsonObject } from '@trellis/metadata';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CompiledForm, compileForm } from '../form/compile.ts';
import { scopeOf } from '../form/scope.ts';
import { describeFilter } from './describe.ts';
import { exprToFilter, filterToExpr } from './expr.ts';
import { filterFields } from './fields.ts';
import { operatorsOf } from './operators.ts';
import { pathFields, pathsIn } from './paths.ts';

const field = (type: string, zh: string, config: JsonObject = {}) => ({
  title: zh,
  trellis: { type, label: { zh }, config },
});
const form = (ref: string, zh: string, properties: Record<string, ReturnType<typeof field>>) =>
  compileForm(ref, {
    $schema: JSON_SCHEMA_DIALECT,
    type: 'object',
    title: zh,
    properties: { name: field('text', '名称'), ...properties },
    required: [],
    additionalProperties: false,
    trellis: { vocabulary: 1, label: { zh }, titleField: 'name', layout: [] },
  });
const to = (target: string, zh: string, many = false) => field('reference', zh, { form: target, many });
const city = form('crm:city', '城市', { province: to('crm:province', '省') });
const province = form('crm:province', '省', { country: to('crm:country', '国家') });
const country = form('crm:country', '国家', { size: field('number', '面积') });
const account = form('crm:account', '客户', {
  city: to('crm:city', '城市'),
  founded: field('date', '成立'),
  parent: to('crm:account', '上级'),
});
const deal = form('crm:deal', '商机', {
  account: to('crm:account', '客户'),
  rivals: to('crm:account', '对手', true),
});
const forms = new Map<string, CompiledForm>(
  [city, province, country, account, deal].map((one) => [one.ref, one]),
);
const formOf = (ref: string) => forms.get(ref);
const paths = pathFields(deal, formOf);

it('offers what lies behind references of one value, up to three steps, never in circles', () => {
  const keys = paths.map(({ key }) => key);
  expect(keys).toContain('account.founded');
  expect(keys).toContain('account.city.province.country');
  expect(keys).not.toContain('account.city.province.country.size');
  expect(keys.filter((key) => key.startsWith('rivals') || key.startsWith('account.parent.'))).toEqual([]);
  // Nothing behind a form that the person may not see.
  expect(
    pathFields(deal, (ref) => (ref === 'crm:city' ? undefined : formOf(ref))).map(({ key }) => key),
  ).not.toContain('account.city.name');
});

it('conditions behind references are read back, make sense, and say the names that lead there', () => {
  const scope = scopeOf(deal, forms);
  const fields = [...filterFields(deal), ...paths];
  const plain = paths.flatMap((one) =>
    operatorsOf(one)
      .filter(({ value }) => value === 'none' || value === 'month')
      .map(({ op, value }) => ({
        kind: 'condition' as const,
        field: one.key,
        op,
        ...(value === 'month' ? { value: 4 } : {}),
      })),
  );
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...plain), { minLength: 1, maxLength: 3 }), (items) => {
      const expr = filterToExpr({ kind: 'group', join: 'and', items }, fields);
      expect(exprToFilter(expr, fields).items).toEqual(items);
      expect(exprToFilter(expr, pathsIn(expr, deal, formOf)).items).toEqual(items);
      expect(check(expr ?? true, scope, { root: 'condition' }).ok).toBe(true);
    }),
    { seed: 7, numRuns: 200 },
  );
  const expr = { is_empty: [{ var: 'account.city.province.name' }] };
  const env = { locale: 'zh' as const, tz: 'Asia/Shanghai' };
  expect(describeFilter(expr, deal, env, formOf)[0]?.text).toBe('客户 / 城市 / 省 / 名称 为空');
  expect(describeFilter({ or: [expr, { and: [expr, true] }] }, deal, env, formOf)[0]?.text).toContain(
    '客户 / 城市',
  );
});

it('fiscal years begin with their month', () => {
  const fields = filterFields(account);
  const items = [{ kind: 'condition' as const, field: 'founded', op: 'fiscal_year', value: 4 }];
  const expr = filterToExpr({ kind: 'group', join: 'and', items }, fields);
  expect(exprToFilter(expr, fields).items).toEqual(items);
  expect(describeFilter(expr, account, { locale: 'zh', tz: 'Asia/Shanghai' })[0]?.text).toBe(
    '成立 本财年（从 4 月起）',
  );
  const checked = check(expr ?? null, scopeOf(account, forms), { root: 'condition' });
  const env: Env = {
    now: '2026-11-22T04:00:00.000Z',
    tz: 'Asia/Shanghai',
    member: { id: '', departments: [], roles: [] },
  };
  const within = (founded: string) => checked.ok && holds(checked.value, { founded }, env);
  expect(['2026-03-31', '2026-04-01', '2027-03-31', '2027-04-01'].map(within)).toEqual([
    false,
    true,
    true,
    false,
  ]);
  const holes = JSON.stringify(expr).replace('-3', '-2');
  expect(exprToFilter(JSON.parse(holes), fields).items[0]?.kind).toBe('raw');
});
