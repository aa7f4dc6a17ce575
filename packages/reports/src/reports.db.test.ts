import { pgVersions } from '@trellis/db/testing';
import type { Expr, Row } from '@trellis/logic';
import { AppError, type Dimension, type Measure, type ReportDocument } from '@trellis/metadata';
import { type Actor, accessTo, type Ctx, queryRecords, scoped } from '@trellis/records/server';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drillOf } from './model.ts';
import { runReport } from './server.ts';
import { openCrm, type TestCrm } from './testing/crm.ts';
import { naive } from './testing/naive.ts';
import { fillCrm } from './testing/records.ts';

/** All records that the member sees of a form, as expressions read them. */
async function visible(ctx: Ctx, form: string): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for (let after: string | null | undefined; after !== null; ) {
    const page = await queryRecords(ctx, form, { limit: 200, total: 'none', ...(after ? { after } : {}) });
    for (const { id, values, meta } of page.records) {
      const system = { _id: id, _created_at: meta.createdAt, _owner_id: meta.owner };
      rows.set(id, { ...values, ...system } as Row);
    }
    after = page.next;
  }
  return rows;
}

/** Deals with their companies and those companies' parents, as far as they are seen. */
async function visibleDeals(ctx: Ctx): Promise<Row[]> {
  const companies = await visible(ctx, 'crm:company').catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'form_not_found') return new Map<string, Row>();
    throw error;
  });
  const withRef = (row: Row, key: string): Row => {
    const there = companies.get(String(row[key]));
    return there ? ({ ...row, $refs: { [key]: withRef(there, 'parent') } } as Row) : row;
  };
  return [...(await visible(ctx, 'crm:deal')).values()].map((row) => withRef(row, 'company'));
}

const date = (path: string): Dimension[] =>
  (['day', 'week', 'month', 'quarter', 'year'] as const).map((bucket) => ({ key: 'x', path, bucket }));
const OWN: Dimension[] = [
  ...['stage', 'hot', 'seller', 'city', 'rate', '_owner_id'].map((path) => ({ key: 'x', path })),
  ...date('seen'),
  ...date('closes'),
  ...date('_created_at'),
];
const BEHIND: Dimension[] = [
  'company',
  'company.industry',
  'company.parent',
  'company.parent.industry',
  'company.name',
].map((path) => ({ key: 'x', path }));
const FILTERS: Expr[] = [
  { '==': [{ var: 'hot' }, true] },
  { in: [{ var: 'stage' }, ['won', 'open']] },
  {
    and: [
      { '>=': [{ var: 'seen' }, { start_of: [{ date_add: [{ var: '$now' }, -2, 'month'] }, 'month'] }] },
      { '!=': [{ var: 'city' }, '北京'] },
    ],
  },
  { between: [{ var: 'closes' }, '2026-01-01', '2026-01-31'] },
  { '==': [{ var: 'seller' }, { var: '$member' }] },
];
const FAR: Expr[] = [{ '==': [{ var: 'company.industry' }, 'it'] }, { '>': [{ var: 'company.staff' }, 100] }];
const MEASURES: Measure[] = [
  { key: 'x', op: 'count' },
  ...(['sum', 'avg', 'min', 'max', 'count_distinct'] as const).map(
    (op): Measure => ({ key: 'x', op, path: 'amount' }),
  ),
  { key: 'x', op: 'min', path: 'seen' },
  { key: 'x', op: 'max', path: 'closes' },
  { key: 'x', op: 'count_distinct', path: 'city' },
];
const FAR_MEASURES: Measure[] = [
  { key: 'x', op: 'sum', path: 'company.staff' },
  { key: 'x', op: 'count_distinct', path: 'company' },
];

function reports(far: boolean): fc.Arbitrary<ReportDocument> {
  const from = <T>(near: readonly T[], behind: readonly T[]) =>
    fc.constantFrom(...near, ...(far ? behind : []));
  const filter = from(FILTERS, FAR);
  const maybe = fc.option(filter, { nil: undefined, freq: 2 });
  const measure = fc
    .tuple(from(MEASURES, FAR_MEASURES), maybe)
    .map(([base, only]): Measure => (only === undefined ? base : { ...base, filter: only }));
  return fc
    .record({
      dimensions: fc.array(from(OWN, BEHIND), { maxLength: 3 }),
      measures: fc.array(measure, { minLength: 1, maxLength: 3 }),
      filter: maybe,
      order: fc.option(fc.record({ by: fc.nat(9), dir: fc.constantFrom('asc' as const, 'desc' as const) }), {
        nil: undefined,
      }),
    })
    .map(({ dimensions, measures, filter: only, order }) => {
      const named = {
        dimensions: dimensions.map((dimension, index) => ({ ...dimension, key: `d${index}` })),
        measures: measures.map((one, index) => ({ ...one, key: `m${index}` })),
      };
      const keys = [...named.dimensions, ...named.measures].map(({ key }) => key);
      return {
        form: 'deal',
        ...named,
        ...(only === undefined ? {} : { filter: only }),
        ...(order ? { order: [{ by: keys[order.by % keys.length] ?? 'm0', dir: order.dir }] } : {}),
        limit: 10_000,
      };
    });
}

const sorted = <T>(list: readonly T[]) => list.map((entry) => JSON.stringify(entry)).sort();
const isNothing = (value: string | null) => value === null || value === '0';

describe.each(pgVersions)('reports on PostgreSQL %i', (version) => {
  let crm: TestCrm;
  beforeAll(async () => {
    crm = await openCrm(version);
    await fillCrm(crm.as(crm.admin), 240);
  });
  afterAll(() => crm.close());

  /** Runs a report and holds every number of it against the records, and some against the list they drill to. */
  async function agrees(ctx: Ctx, report: ReportDocument, records: readonly Row[]): Promise<void> {
    const { env } = scoped(ctx, 'crm:deal', 'view').reading;
    const expected = naive(report, records, accessTo(ctx, 'crm:deal').scope, env);
    const result = await runReport(ctx, 'crm', report);
    const known = new Map(expected.groups.map((group) => [JSON.stringify(group.dims), group]));
    const found = result.rows.filter(({ dims }) => known.has(JSON.stringify(dims)));
    expect(sorted(found.map(({ dims, values }) => [dims, values]))).toEqual(
      sorted(expected.groups.map(({ dims, values }) => [dims, values])),
    );
    // Whatever else is there was filled in.
    for (const { dims, values } of result.rows)
      if (!known.has(JSON.stringify(dims))) expect(values.every(isNothing), JSON.stringify(dims)).toBe(true);
    expect(result.totals).toEqual(expected.totals);
    const step = Math.max(1, Math.floor(result.rows.length / 3));
    for (let index = 0; index < result.rows.length; index += step) {
      const row = result.rows[index]!;
      const among = known.get(JSON.stringify(row.dims))?.records ?? [];
      expect(await count(ctx, row.drill), JSON.stringify(row)).toBe(among.length);
      const measure = report.measures[0]!;
      expect(await count(ctx, drillOf(report, measure.key, row.drill as Expr | null))).toBe(
        expected.behind(measure, among),
      );
    }
  }

  async function count(ctx: Ctx, filter: unknown): Promise<number | undefined> {
    const page = await queryRecords(ctx, 'crm:deal', { filter, limit: 1, total: 'exact' });
    return page.total?.value;
  }

  test.each([
    ['an administrator in Shanghai', 'admin', 'Asia/Shanghai', true],
    ['a seller where clocks change', 'sales', 'America/New_York', true],
    ['somebody to whom companies do not exist', 'clerk', 'UTC', false],
  ] as const)('equal what %s would count by hand, and drill to those records', async (_, who, tz, far) => {
    const ctx = crm.as(crm[who] as Actor, tz);
    const records = await visibleDeals(ctx);
    expect(records.length).toBeGreaterThan(50);
    await fc.assert(
      fc.asyncProperty(reports(far), async (report) => {
        await agrees(ctx, report, records);
      }),
      { seed: 20260315, numRuns: 40, endOnFailure: true },
    );
  });

  const by = (path: string, more: Partial<ReportDocument> = {}): ReportDocument => ({
    form: 'deal',
    dimensions: [{ key: 'd', path }],
    measures: [{ key: 'n', op: 'count' }],
    ...more,
  });

  /** What a report is refused with. */
  async function refusal(who: Actor, report: unknown): Promise<unknown> {
    try {
      await runReport(crm.as(who), 'crm', report);
    } catch (error) {
      if (error instanceof AppError)
        return [error.code, ...error.issues.map(({ path, code }) => `${path.join('.')} ${code}`)];
      throw error;
    }
    throw new Error('was not refused');
  }

  test('options come in their order, each labelled, those without records too, retired ones only with records', async () => {
    const { rows, dimensions } = await runReport(crm.as(crm.admin), 'crm', by('stage'));
    expect(rows.map(({ dims }) => dims[0])).toEqual(['open', 'quoted', 'won', 'lost', 'never', null]);
    expect(rows.map(({ labels }) => labels[0]?.zh)).toEqual([
      '进行中',
      '已报价',
      '赢单',
      '输单',
      '从未',
      '（空）',
    ]);
    expect(rows[4]?.values).toEqual(['0']);
    expect(dimensions[0]).toMatchObject({ kind: 'option', label: { zh: '阶段' } });
    expect(dimensions[0]?.options?.map(({ key }) => key)).toEqual(['open', 'won', 'lost', 'never']);
    const filter = { '!=': [{ var: 'stage' }, 'quoted'] };
    const without = await runReport(crm.as(crm.admin), 'crm', by('stage', { filter }));
    expect(without.rows.map(({ dims }) => dims[0])).toEqual(['open', 'won', 'lost', 'never', null]);
  });

  test('months of an asked range are all there, with their labels', async () => {
    const filter = {
      '>=': [{ var: 'seen' }, { start_of: [{ date_add: [{ var: '$now' }, -11, 'month'] }, 'month'] }],
    };
    const report = by('seen', { filter, dimensions: [{ key: 'm', path: 'seen', bucket: 'month' }] });
    const { rows } = await runReport(crm.as(crm.admin), 'crm', report);
    expect(rows).toHaveLength(12);
    expect(rows[0]?.labels[0]).toEqual({ zh: '2025年4月', en: 'Apr 2025' });
    expect(rows[0]?.values).toEqual(['0']);
    expect(rows.at(-1)?.dims).toEqual(['2026-03-01']);
  });

  test('records and members are called by name, largest first, units are told', async () => {
    const measures: Measure[] = [
      { key: 'sum', op: 'sum', path: 'amount' },
      { key: 'staff', op: 'max', path: 'company.staff' },
      { key: 'rate', op: 'avg', path: 'rate' },
      { key: 'seen', op: 'max', path: 'seen' },
    ];
    const result = await runReport(crm.as(crm.admin), 'crm', by('seller', { measures }));
    expect(result.rows.map(({ labels }) => labels[0]?.zh).sort()).toEqual(['李娜', '王伟', '（空）']);
    const sums = result.rows.map(({ values }) => Number(values[0]));
    expect(sums).toEqual([...sums].sort((a, b) => b - a));
    expect(result.measures.map(({ unit, kind }) => unit ?? kind)).toEqual([
      { kind: 'currency', code: 'CNY' },
      { kind: 'text', text: { zh: '人', en: 'people' } },
      { kind: 'percent' },
      'datetime',
    ]);
    expect(result.measures[1]?.label).toEqual({ zh: '公司 · 人数', en: '公司 · 人数' });
    const byCompany = await runReport(
      crm.as(crm.admin),
      'crm',
      by('company', { order: [{ by: 'd', dir: 'asc' }] }),
    );
    expect(byCompany.rows[0]?.labels[0]?.zh).toBe('公司0');
    // The deleted one is nobody's any more.
    expect(byCompany.rows.at(-1)?.dims).toEqual([null]);
    expect(byCompany.rows).toHaveLength(12);
  });

  test('what is cut off is said, and counts in the totals nevertheless', async () => {
    const all = await runReport(crm.as(crm.admin), 'crm', by('stage'));
    const cut = await runReport(crm.as(crm.admin), 'crm', by('stage', { limit: 2 }));
    expect(cut.rows).toHaveLength(2);
    expect([cut.truncated, all.truncated]).toEqual([true, false]);
    expect(cut.totals).toEqual(all.totals);
    expect(all.totals).toEqual(['240']);
  });

  test('a hidden field and an unseen form are unknown, mistakes are told where they are', async () => {
    expect(await refusal(crm.sales, by('company.rating'))).toEqual([
      'query_invalid',
      'report.dimensions.0.path unknown_field',
    ]);
    expect(
      await refusal(crm.sales, by('city', { measures: [{ key: 's', op: 'sum', path: 'secret' }] })),
    ).toEqual(['query_invalid', 'report.measures.0.path unknown_field']);
    expect(await refusal(crm.sales, by('city', { filter: { '==': [{ var: 'secret' }, 1] } }))).toEqual([
      'query_invalid',
      'report.filter.==.0.var unknown_field',
    ]);
    expect(await refusal(crm.clerk, by('company.industry'))).toEqual([
      'query_invalid',
      'report.dimensions.0.path unknown_field',
    ]);
    expect(await refusal(crm.clerk, by('company'))).toEqual([
      'query_invalid',
      'report.dimensions.0.path unknown_field',
    ]);
    expect(await refusal(crm.clerk, { ...by('name'), form: 'company' })).toEqual([
      'query_invalid',
      'report.form unknown_form',
    ]);
    expect(await refusal(crm.admin, by('tags'))).toEqual([
      'query_invalid',
      'report.dimensions.0.path not_groupable',
    ]);
    expect(await refusal(crm.admin, by('seen'))).toEqual([
      'query_invalid',
      'report.dimensions.0.bucket bucket_missing',
    ]);
    const parents = 'company.parent.parent.parent.parent';
    expect(await refusal(crm.admin, by(parents))).toEqual([
      'query_invalid',
      'report.dimensions.0.path path_too_long',
    ]);
    expect(await refusal(crm.admin, by('city; drop table deal'))).toEqual([
      'query_invalid',
      'report.dimensions.0.path wrong_pattern',
    ]);
    expect(await refusal(crm.admin, null)).toEqual(['query_invalid', 'report not_object']);
  });

  test('records that the member may not view are no groups', async () => {
    const admin = await runReport(crm.as(crm.admin), 'crm', by('company'));
    const sales = await runReport(crm.as(crm.sales), 'crm', by('company'));
    const secret = await queryRecords(crm.as(crm.admin), 'crm:company', {
      filter: { '==': [{ var: 'industry' }, 'secret'] },
    });
    const ids = new Set(secret.records.map(({ id }) => id));
    expect(admin.rows.some(({ dims }) => ids.has(dims[0] ?? ''))).toBe(true);
    expect(sales.rows.some(({ dims }) => ids.has(dims[0] ?? ''))).toBe(false);
  });
});
