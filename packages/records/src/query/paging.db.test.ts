import { pgVersions } from '@trellis/db/testing';
import { AppError, type Sort } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import { bulkCreate, type Ctx, queryRecords, type RecordBody } from '../server.ts';
import { CUSTOMER, DEAL, openCrm } from '../testing/crm.ts';

const STAGES = ['open', 'won', 'lost'];
const collator = new Intl.Collator('zh');
type Order = (a: RecordBody, b: RecordBody) => number;

/** What a person would call sorted, for each field; nulls are handled by `compare`. */
const BY: Readonly<Record<string, (record: RecordBody) => string | number | boolean | null>> = {
  title: ({ values }) => values.title as string | null,
  amount: ({ values }) => (values.amount === null ? null : Number(values.amount)),
  stage: ({ values }) => (values.stage === null ? null : STAGES.indexOf(String(values.stage))),
  closes: ({ values }) => values.closes as string | null,
  seen: ({ values }) => values.seen as string | null,
  hot: ({ values }) => values.hot as boolean | null,
  _created_at: ({ meta }) => meta.createdAt,
};

function compare({ field, dir }: Sort): Order {
  const of = BY[field] ?? (() => null);
  return (left, right) => {
    const [a, b] = [of(left), of(right)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order = typeof a === 'string' ? collator.compare(a, String(b)) : Number(a) - Number(b);
    return dir === 'asc' ? order : -order;
  };
}

describe.each(pgVersions)('pages on PostgreSQL %i', (version) => {
  let at: TestWorkspace;
  let ctx: Ctx;
  beforeAll(async () => {
    ({ at, ctx } = await openCrm({ version }));
    const { ids } = await bulkCreate(ctx, CUSTOMER, [{ values: { name: '阿' } }, { values: { name: '李' } }]);
    const pick = fc.sample(fc.nat(1_000_000), { numRuns: 600, seed: 11 });
    const next = (n: number) => (pick.pop() ?? 0) % n;
    const one = <T>(...choices: T[]) => choices[next(choices.length)];
    const rows = Array.from({ length: 70 }, () => ({
      values: {
        title: one('a', 'B', '张三', '李四', '王五', '阿一', '中'),
        amount: one(null, '1', '1.0', '10', '9.99', '10'),
        stage: one<string | null>(null, 'open', 'won'),
        closes: one(null, '2026-01-31', '2026-02-01', '1999-12-31'),
        seen: one(null, '2026-01-31T00:00:00.001Z', '2026-01-31T00:00:00Z'),
        hot: one(null, true, false),
        customer: one(null, ...ids),
      },
      meta: { createdAt: one('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z')! },
    }));
    for (const row of rows) if (row.values.stage === 'won') row.values.amount ??= '7';
    await bulkCreate({ ...ctx, cause: 'template' }, DEAL, rows);
  });
  afterAll(() => at.close());

  const sorts = fc
    .uniqueArray(fc.constantFrom(...Object.keys(BY), 'customer'), { minLength: 1, maxLength: 3 })
    .chain((fields) =>
      fc.tuple(
        ...fields.map((field) =>
          fc.record({ field: fc.constant(field), dir: fc.constantFrom('asc' as const, 'desc' as const) }),
        ),
      ),
    );

  test('pages put together are the sorted list, each record once, whatever the order, ties and nulls', async () => {
    await fc.assert(
      fc.asyncProperty(sorts, fc.integer({ min: 1, max: 30 }), fc.nat(70), async (sort, limit, offset) => {
        const all = await queryRecords(ctx, DEAL, { sort, limit: 500, total: 'none' });
        expect(all.records).toHaveLength(70);
        expect(all.next).toBeNull();
        const paged: RecordBody[] = [];
        let after: string | null = null;
        do {
          const page = await queryRecords(ctx, DEAL, {
            sort,
            limit,
            total: 'none',
            ...(after ? { after } : {}),
          });
          paged.push(...page.records);
          after = page.next;
          expect(page.records.length === limit || after === null).toBe(true);
        } while (after !== null);
        const ids = (records: readonly RecordBody[]) => records.map(({ id }) => id);
        expect(ids(paged)).toEqual(ids(all.records));
        expect(new Set(ids(paged)).size).toBe(70);
        const jump = await queryRecords(ctx, DEAL, { sort, limit, offset, total: 'none' });
        expect(ids(jump.records)).toEqual(ids(all.records).slice(offset, offset + limit));
        // References sort by titles, which the records do not carry.
        const own = sort.findIndex(({ field }) => field === 'customer');
        const known = (own < 0 ? sort : sort.slice(0, own)).map(compare);
        for (const [index, record] of paged.entries()) {
          const before = paged[index - 1];
          const order = before
            ? (known.map((by) => by(before, record)).find((result) => result !== 0) ?? 0)
            : 0;
          expect(order).toBeLessThanOrEqual(0);
        }
      }),
      { seed: 5, numRuns: version === 18 ? 60 : 10, endOnFailure: true },
    );
  });

  test('a cursor of another order, or made up, is refused', async () => {
    const sort: Sort[] = [{ field: 'amount', dir: 'desc' }];
    const { next } = await queryRecords(ctx, DEAL, { sort, limit: 5 });
    const forge = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url');
    const [hash, amount] = JSON.parse(Buffer.from(next!, 'base64url').toString()) as [string, string];
    const id = '01900000-0000-7000-8000-000000000000';
    const bad = ['', 'x', '😀', forge({}), forge([hash]), forge([hash, amount]), forge([hash, 'x', id])];
    const worse = [
      forge([hash, 1, id]),
      forge([hash, '1', `${id}' or true`]),
      forge([hash, [], null]),
      forge([hash, '1', null]),
    ];
    for (const after of [...bad, ...worse]) {
      const error = await queryRecords(ctx, DEAL, { sort, after }).catch((caught: AppError) => caught);
      expect(error).toMatchObject({
        code: 'query_invalid',
        issues: [{ path: ['after'], code: 'bad_cursor' }],
      });
    }
    await expect(queryRecords(ctx, DEAL, { sort: [], after: next! })).rejects.toBeInstanceOf(AppError);
    await expect(queryRecords(ctx, DEAL, { sort, after: next!, offset: 3 })).rejects.toMatchObject({
      issues: [{ path: ['offset'], code: 'offset_with_after' }],
    });
  });

  test('totals are exact to the bound and called estimates beyond it', async () => {
    await at.pool.query(`insert into ${at.schema}.crm__customer (_id, _version, _created_at, _updated_at, name)
      select gen_random_uuid(), 1, now(), now(), 'n' || i from generate_series(1, 10001) i`);
    await at.pool.query(`analyze ${at.schema}.crm__customer`);
    const { total } = await queryRecords(ctx, CUSTOMER, { limit: 1 });
    expect(total?.kind).toBe('estimate');
    expect(total?.value).toBeGreaterThan(10_000);
    expect((await queryRecords(ctx, CUSTOMER, { limit: 1, total: 'exact' })).total).toEqual({
      value: 10_003,
      kind: 'exact',
    });
    const some = await queryRecords(ctx, CUSTOMER, {
      limit: 1,
      filter: { contains: [{ var: 'name' }, 'n12'] },
    });
    expect(some.total).toEqual({ value: 111, kind: 'exact' });
    expect((await queryRecords(ctx, CUSTOMER, { limit: 1, total: 'none' })).total).toBeUndefined();
  });
});
