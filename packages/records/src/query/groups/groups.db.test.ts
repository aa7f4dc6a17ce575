import { pgVersions } from '@trellis/db/testing';
import { localDate, startOfUnit } from '@trellis/logic';
import type { Bucket } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestWorkspace } from '../../definitions/testing/workspace.ts';
import { bulkCreate, type Ctx, groupRecords, queryRecords, type RecordBody } from '../../server.ts';
import { CUSTOMER, DEAL, openCrm } from '../../testing/crm.ts';
import { as, member, role } from '../../testing/people.ts';
import type { GroupQuery, Groups } from '../../types.ts';

type Level = GroupQuery['by'][number];

const STAGES = ['open', 'won', 'lost'];
const BUCKETS: readonly Bucket[] = ['day', 'week', 'month', 'quarter', 'year'];
const collator = new Intl.Collator('zh');
const names = new Map<string, string>();

/** The keys that a record is grouped under, and how people would sort them. */
function keyOf({ values }: RecordBody, { field, bucket = 'day' }: Level): string | null {
  const value = values[field];
  if (value === null || value === undefined) return null;
  if (field === 'closes') return startOfUnit(String(value), bucket);
  if (field === 'seen') return startOfUnit(localDate(String(value), 'Asia/Shanghai'), bucket);
  return String(value);
}

function inOrder(a: string, b: string, { field }: Level): number {
  if (field === 'stage') return STAGES.indexOf(a) - STAGES.indexOf(b);
  if (field === 'title') return collator.compare(a, b);
  if (field === 'customer') return collator.compare(names.get(a) ?? '', names.get(b) ?? '');
  return a < b ? -1 : Number(a > b);
}

/** What the groups should be, worked out the long way. */
function groupsOf(
  records: readonly RecordBody[],
  by: readonly Level[],
  above: (string | null)[] = [],
): Groups['groups'] {
  const [level, ...rest] = by;
  if (!level) return [];
  const groups = new Map<string | null, RecordBody[]>();
  for (const record of records) {
    const key = keyOf(record, level);
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  const turn = level.dir === 'desc' ? -1 : 1;
  const sorted = [...groups].sort(([a, as], [b, bs]) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const size = level.order === 'count' ? (as.length - bs.length) * turn : 0;
    return size || (level.order === 'count' ? (a < b ? -1 : 1) : inOrder(a, b, level) * turn);
  });
  return sorted.flatMap(([key, within]) => [
    { keys: [...above, key], count: within.length, totals: totalsOf(within) },
    ...groupsOf(within, rest, [...above, key]),
  ]);
}

function totalsOf(records: readonly RecordBody[]): Groups['all']['totals'] {
  const amounts = records.map(({ values }) => values.amount).filter((value) => value !== null);
  const closes = records
    .map(({ values }) => values.closes as string | null)
    .filter((value) => value !== null)
    .sort();
  return {
    amount: amounts.length > 0 ? String(amounts.reduce((sum: number, one) => sum + Number(one), 0)) : null,
    closes: closes[0] ?? null,
    title: String(new Set(records.map(({ values }) => values.title)).size),
    hot: String(records.filter(({ values }) => values.hot !== null).length),
    seen: String(records.filter(({ values }) => values.seen === null).length),
  };
}
const TOTALS = { amount: 'sum', closes: 'min', title: 'distinct', hot: 'filled', seen: 'empty' } as const;

describe.each(pgVersions)('groups on PostgreSQL %i', (version) => {
  let at: TestWorkspace;
  let ctx: Ctx;
  let deals: readonly RecordBody[];

  beforeAll(async () => {
    const sales = role({
      deal: { actions: ['view'], rows: { '==': [{ var: 'hot' }, true] }, hidden: ['amount'] },
    });
    ({ at, ctx } = await openCrm({ version, extra: { roles: { sales } } }));
    const { ids } = await bulkCreate(ctx, CUSTOMER, [
      { values: { name: '阿城', tags: ['vip', 'new'], grade: 'a' } },
      { values: { name: '李记', tags: ['vip'], grade: 'b' } },
      { values: { name: '白云', tags: [], grade: 'a' } },
    ]);
    for (const [index, name] of ['阿城', '李记', '白云'].entries()) names.set(ids[index] ?? '', name);
    const pick = fc.sample(fc.nat(1_000_000), { numRuns: 600, seed: 3 });
    const one = <T>(...choices: T[]) => choices[(pick.pop() ?? 0) % choices.length];
    const rows = Array.from({ length: 60 }, () => ({
      values: {
        title: one('a', 'B', '张三', '李四', '阿一'),
        amount: one(null, '1', '10', '20'),
        stage: one<string | null>(null, 'open', 'open', 'open'),
        closes: one(null, '2026-01-31', '2026-02-01', '2025-12-29'),
        // An hour before and after midnight in Shanghai.
        seen: one(null, '2026-01-31T15:30:00.000Z', '2026-01-31T16:30:00.000Z'),
        hot: one(null, true, false),
        customer: one(null, ...ids),
      },
    }));
    await bulkCreate({ ...ctx, cause: 'template' }, DEAL, rows);
    deals = (await queryRecords(ctx, DEAL, { limit: 500 })).records;
  });
  afterAll(() => at.close());

  const level = fc
    .record(
      {
        field: fc.constantFrom('title', 'customer', 'stage', 'closes', 'seen', 'hot'),
        dir: fc.constantFrom('asc' as const, 'desc' as const),
        order: fc.constantFrom('value' as const, 'count' as const),
        bucket: fc.constantFrom(...BUCKETS),
      },
      { requiredKeys: ['field'] },
    )
    .map(
      ({ bucket, ...rest }): Level =>
        bucket && ['closes', 'seen'].includes(rest.field) ? { ...rest, bucket } : rest,
    );

  test('are what they would be counted by hand, whatever the levels, in every order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(level, { maxLength: 3 }), fc.boolean(), async (by, distinct) => {
        const { title, ...addable } = TOTALS;
        const found = await groupRecords(ctx, DEAL, { by, totals: distinct ? TOTALS : addable });
        const strip = (totals: Groups['all']['totals']) => {
          const { title: _, ...rest } = totals;
          return distinct ? totals : rest;
        };
        const expected = groupsOf(deals, by).map((group) => ({ ...group, totals: strip(group.totals) }));
        expect(found.groups).toEqual(expected);
        expect(found.all).toEqual({ count: 60, totals: strip(totalsOf(deals)) });
        expect(found.more).toBe(false);
        const named = by.findIndex(({ field }) => field === 'customer');
        for (const { keys } of found.groups) {
          const id = named < 0 ? undefined : keys[named];
          if (id) expect(found.refs[id]).toEqual({ title: names.get(id) });
        }
      }),
      { seed: 9, numRuns: version === 18 ? 60 : 15, endOnFailure: true },
    );
  });

  test('a record with several values is in the group of each, and once in all', async () => {
    const found = await groupRecords(ctx, CUSTOMER, {
      by: [{ field: 'grade' }, { field: 'tags' }],
      totals: { tags: 'filled' },
    });
    expect(found.groups.map(({ keys, count, totals }) => [...keys, count, totals.tags])).toEqual([
      ['a', 2, '1'],
      ['a', 'vip', 1, '1'],
      ['a', 'new', 1, '1'],
      ['a', null, 1, '0'],
      ['b', 1, '1'],
      ['b', 'vip', 1, '1'],
    ]);
    expect(found.all).toEqual({ count: 3, totals: { tags: '2' } });
  });

  test('a filter, a search and a bound hold, and say that there is more', async () => {
    const body = { by: [{ field: 'customer' }], filter: { '==': [{ var: 'hot' }, true] }, search: '四' };
    const wanted = deals.filter(({ values }) => values.hot === true && values.title === '李四');
    const { groups, all } = await groupRecords(ctx, DEAL, body);
    expect(all.count).toBe(wanted.length);
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(wanted.length);
    const first = await groupRecords(ctx, DEAL, { by: [{ field: 'title' }], limit: 2 });
    expect([first.groups.length, first.more, first.all.count]).toEqual([2, true, 60]);
    const none = await groupRecords(ctx, DEAL, {
      by: [{ field: 'title' }],
      totals: { amount: 'avg' },
      filter: { '==': [{ var: 'title' }, 'nobody'] },
    });
    expect(none).toEqual({ groups: [], more: false, all: { count: 0, totals: { amount: null } }, refs: {} });
  });

  test('averages are exact, of the records that have a value', async () => {
    const amounts = deals.flatMap(({ values }) => (values.amount === null ? [] : [Number(values.amount)]));
    const { all } = await groupRecords(ctx, DEAL, { by: [{ field: 'stage' }], totals: { amount: 'avg' } });
    expect(Number(all.totals.amount)).toBeCloseTo(amounts.reduce((a, b) => a + b, 0) / amounts.length, 10);
  });

  test('nobody counts records that they can’t see, nor learns of fields and titles', async () => {
    const seller = as(ctx, await member(at, '01900000-0000-7000-8000-00000000000a', '销售', 'sales'));
    const mine = deals.filter(({ values }) => values.hot === true);
    const { groups, all, refs } = await groupRecords(seller, DEAL, { by: [{ field: 'customer' }] });
    expect(all.count).toBe(mine.length);
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(mine.length);
    // No role lets them see customers.
    expect(refs).toEqual({});
    const refused = async (body: GroupQuery) =>
      (await groupRecords(seller, DEAL, body).catch((error: unknown) => error)) as {
        code: string;
        issues: unknown[];
      };
    for (const field of ['amount', 'never_was']) {
      const error = await refused({ by: [], totals: { [field]: 'filled' } });
      expect(error.issues).toEqual([
        { path: ['totals', field], code: 'unknown_field', params: { name: field } },
      ]);
    }
    expect((await refused({ by: [{ field: 'amount' }] })).code).toBe('query_invalid');
  });
});
