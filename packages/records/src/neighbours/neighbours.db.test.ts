import { openPool, type Pool } from '@trellis/db';
import { localDate, startOfUnit } from '@trellis/logic';
import { type AppError, type Bucket, newId, type Sort } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import { bulkCreate, type Ctx, queryRecords, recordNeighbours, updateRecord } from '../server.ts';
import { CUSTOMER, DEAL, openCrm } from '../testing/crm.ts';
import { as, member, role } from '../testing/people.ts';

let at: TestWorkspace;
let ctx: Ctx;
let sales: Ctx;

beforeAll(async () => {
  const roles = {
    sales: role({ deal: { actions: ['view'], rows: { '<': [{ var: 'amount' }, 10] }, hidden: ['seen'] } }),
  };
  ({ at, ctx } = await openCrm({ extra: { roles } }));
  const { ids } = await bulkCreate(ctx, CUSTOMER, [{ values: { name: '阿' } }, { values: { name: '李' } }]);
  const pick = fc.sample(fc.nat(1_000_000), { numRuns: 400, seed: 7 });
  const one = <T>(...choices: T[]) => choices[(pick.pop() ?? 0) % choices.length];
  const rows = Array.from({ length: 40 }, () => ({
    values: {
      title: one('a', 'B', '张三', '李四', '中'),
      amount: one(null, '1', '10', '9.99'),
      stage: one<string | null>(null, 'open'),
      closes: one(null, '2026-01-30', '2026-01-31', '2026-02-01', '2025-12-31'),
      customer: one(null, ...ids),
      hot: one(null, true, false),
      // The last instant of a local month, and the first of the next.
      seen: one(null, '2026-01-31T15:59:59.999Z', '2026-01-31T16:00:00.000Z', '2026-02-28T15:59:59.999Z'),
    },
    meta: { createdAt: one('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z')! },
  }));
  await bulkCreate({ ...ctx, cause: 'template' }, DEAL, rows);
  sales = as(ctx, await member(at, newId(), '小李', 'sales'));
});
afterAll(() => at.close());

const refused = async (work: Promise<unknown>): Promise<AppError['code'] | undefined> =>
  work.then(
    () => undefined,
    (error: AppError) => error.code,
  );

const fields = ['title', 'amount', 'stage', 'closes', 'customer', 'hot', '_created_at'];
const sorts = fc
  .uniqueArray(fc.constantFrom(...fields), { maxLength: 3 })
  .chain((keys) =>
    fc.tuple(
      ...keys.map((field) => fc.record({ field: fc.constant(field), dir: fc.constantFrom('asc', 'desc') })),
    ),
  ) as fc.Arbitrary<Sort[]>;

test('neighbours and place are those of the list, whatever its order, ties, nulls, filter and reader', async () => {
  await fc.assert(
    fc.asyncProperty(sorts, fc.nat(39), fc.boolean(), fc.boolean(), async (sort, index, narrowed, own) => {
      const me = own ? sales : ctx;
      const list = { sort, ...(narrowed ? { filter: { '!': { is_empty: { var: 'amount' } } } } : {}) };
      const { records } = await queryRecords(me, DEAL, { ...list, limit: 500 });
      const place = index % records.length;
      const found = await recordNeighbours(me, DEAL, records[place]?.id ?? '', list);
      expect(found).toEqual({
        previous: records[place - 1]?.id ?? null,
        next: records[place + 1]?.id ?? null,
        position: place + 1,
        total: { value: records.length, kind: 'exact' },
      });
    }),
    { numRuns: 60, seed: 5 },
  );
});

test('a grouped list goes from group to group, dates by their periods', async () => {
  const group = [{ field: 'closes', bucket: 'month' as const, dir: 'desc' as const }, { field: 'stage' }];
  const sort: Sort[] = [{ field: 'title', dir: 'asc' }];
  const { records } = await queryRecords(ctx, DEAL, {
    sort: [{ field: 'stage', dir: 'asc' }, ...sort],
    limit: 500,
  });
  const month = ({ values }: (typeof records)[number]) => String(values.closes ?? '').slice(0, 7);
  const expected = [...records].sort((a, b) => (month(a) < month(b) ? 1 : month(a) > month(b) ? -1 : 0));
  const walked: string[] = [];
  let id = expected[0]?.id ?? null;
  while (id !== null && walked.length <= expected.length) {
    walked.push(id);
    id = (await recordNeighbours(ctx, DEAL, id, { group, sort })).next;
  }
  expect(walked).toEqual(expected.map((record) => record.id));
});

test('periods of dates and of instants begin and end where the calendar of the workspace says', async () => {
  const units = fc.constantFrom<Bucket>('day', 'week', 'month', 'quarter', 'year');
  const { records } = await queryRecords(ctx, DEAL, { sort: [{ field: 'title', dir: 'asc' }], limit: 500 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('closes', 'seen'), units, fc.nat(39), async (field, bucket, place) => {
      const period = ({ values }: (typeof records)[number]) => {
        const value = values[field];
        if (typeof value !== 'string') return '~';
        return startOfUnit(field === 'seen' ? localDate(value, 'Asia/Shanghai') : value, bucket) ?? '';
      };
      const expected = [...records].sort((a, b) =>
        period(a) < period(b) ? -1 : period(a) > period(b) ? 1 : 0,
      );
      const found = await recordNeighbours(ctx, DEAL, expected[place]?.id ?? '', {
        group: [{ field, bucket }],
        sort: [{ field: 'title', dir: 'asc' }],
      });
      expect(found).toMatchObject({
        previous: expected[place - 1]?.id ?? null,
        next: expected[place + 1]?.id ?? null,
        position: place + 1,
      });
    }),
    { numRuns: 60, seed: 3 },
  );
});

test('a place that takes too long to count keeps nobody from going on', async () => {
  const reads = openPool({ connectionString: at.url, max: 4, statementMs: 500 });
  try {
    const { records } = await queryRecords(ctx, DEAL, { limit: 3 });
    const found = await recordNeighbours(
      { ...ctx, reads: slowToCount(reads) },
      DEAL,
      records[1]?.id ?? '',
      {},
    );
    expect(found).toMatchObject({ previous: records[0]?.id, next: records[2]?.id, position: null });
    expect(found.total.kind).toBe('estimate');
  } finally {
    await reads.end();
  }
});

/** A pool on which the database ends what counts. */
function slowToCount(pool: Pool): Pool {
  const connect = async () => {
    const client = await pool.connect();
    const query = (asked: { text: string; values: unknown[] }, ...rest: unknown[]) => {
      if (asked.text?.includes('count(')) Object.assign(asked, { text: 'select pg_sleep(3)', values: [] });
      return Reflect.apply(client.query, client, [asked, ...rest]);
    };
    return Object.create(client, {
      query: { value: query },
      release: { value: (broken?: Error) => client.release(broken) },
    });
  };
  return Object.create(pool, { connect: { value: connect }, query: { value: pool.query.bind(pool) } });
}

test('groups by choices, yes or no and records are gone through as if they were the first order', async () => {
  const levels = fc.uniqueArray(fc.constantFrom('stage', 'hot', 'customer'), { minLength: 1, maxLength: 2 });
  const dirs = fc.constantFrom('asc' as const, 'desc' as const);
  await fc.assert(
    fc.asyncProperty(levels, dirs, sorts, fc.nat(39), async (by, dir, sort, place) => {
      const group = by.map((field) => ({ field, dir }));
      const own = sort.filter(({ field }) => !by.some((level) => level === field)).slice(0, 2);
      const whole = own.length > 0 ? own : [{ field: '_created_at', dir: 'desc' as const }];
      const { records } = await queryRecords(ctx, DEAL, { sort: [...group, ...whole], limit: 500 });
      const found = await recordNeighbours(ctx, DEAL, records[place]?.id ?? '', { group, sort: whole });
      expect([found.previous, found.next, found.position]).toEqual([
        records[place - 1]?.id ?? null,
        records[place + 1]?.id ?? null,
        place + 1,
      ]);
    }),
    { numRuns: 60, seed: 9 },
  );
});

test('a record that left its list still has neighbours where it would stand, and no place', async () => {
  const filter = { '==': [{ var: 'hot' }, true] };
  const { records } = await queryRecords(ctx, DEAL, { filter, limit: 500 });
  const [first, second, third] = records;
  await updateRecord(ctx, DEAL, second?.id ?? '', { set: { hot: false } });
  expect(await recordNeighbours(ctx, DEAL, second?.id ?? '', { filter })).toEqual({
    previous: first?.id,
    next: third?.id,
    position: null,
    total: { value: records.length - 1, kind: 'exact' },
  });
});

test('what a member does not see is no neighbour, no record and no order', async () => {
  const { records } = await queryRecords(ctx, DEAL, { filter: { '==': [{ var: 'amount' }, 10] }, limit: 1 });
  const id = records[0]?.id ?? '';
  const visible = (await queryRecords(sales, DEAL, { limit: 1 })).records[0]?.id ?? '';
  expect(await refused(recordNeighbours(sales, DEAL, id, {}))).toBe('record_not_found');
  expect(await refused(recordNeighbours(sales, DEAL, newId(), {}))).toBe('record_not_found');
  expect(
    await refused(recordNeighbours(sales, DEAL, visible, { sort: [{ field: 'seen', dir: 'asc' }] })),
  ).toBe('query_invalid');
  expect(await refused(recordNeighbours(sales, DEAL, visible, { group: [{ field: 'seen' }] }))).toBe(
    'query_invalid',
  );
  expect(await refused(recordNeighbours(sales, CUSTOMER, visible, {}))).toBe('form_not_found');
});
