import { type AppError, newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import { type Ctx, createRecord, recordHistory, updateRecord } from '../server.ts';
import { DEAL, openCrm } from '../testing/crm.ts';
import { as, member, role } from '../testing/people.ts';

let at: TestWorkspace;
let ctx: Ctx;
let blind: Ctx;
let id: string;

beforeAll(async () => {
  const roles = { blind: role({ deal: { actions: ['view'], hidden: ['amount'] } }) };
  ({ at, ctx } = await openCrm({ extra: { roles } }));
  id = (await createRecord(ctx, DEAL, { values: { title: '产线', amount: '0' } })).id;
  for (let n = 1; n <= 12; n++)
    await updateRecord(ctx, DEAL, id, { set: n % 4 === 0 ? { title: `产线${n}` } : { amount: String(n) } });
  blind = as(ctx, await member(at, newId(), '小李', 'blind'));
});
afterAll(() => at.close());

/** All changes, page by page; how many pages it took. */
async function paged(me: Ctx, limit: number) {
  const changes = [];
  let after: string | null | undefined;
  let pages = 0;
  do {
    const page = await recordHistory(me, DEAL, id, { limit, ...(after ? { after } : {}) });
    expect(page.changes.length).toBeLessThanOrEqual(limit);
    changes.push(...page.changes);
    after = page.next;
    pages++;
  } while (after);
  return { changes, pages };
}

test('pages put together are the whole history, values before and after included', async () => {
  const whole = await recordHistory(ctx, DEAL, id);
  expect(whole.next).toBeNull();
  expect(whole.changes).toHaveLength(13);
  for (const limit of [1, 3, 5, 13, 14]) expect((await paged(ctx, limit)).changes).toEqual(whole.changes);
  expect((await paged(ctx, 5)).pages).toBe(3);
});

test('who sees nothing of most changes still gets through to the rest', async () => {
  const whole = await recordHistory(blind, DEAL, id);
  expect(whole.changes.map(({ fields }) => fields.find(({ field }) => field === 'title')?.after)).toEqual([
    '产线12',
    '产线8',
    '产线4',
    '产线',
  ]);
  for (const limit of [1, 2, 4]) expect((await paged(blind, limit)).changes).toEqual(whole.changes);
});

test('history ends at the newest 10,000, however one pages', async () => {
  const long = (await createRecord(ctx, DEAL, { values: { title: '长', amount: '0' } })).id;
  await at.pool.query(
    `insert into ${at.schema}.record_change (id, form, record_id, version, cause, op, before)
     select gen_random_uuid(), $1, $2, n, 'form', 'update', jsonb_build_object('amount', n::text)
     from generate_series(2, 10200) n`,
    [DEAL, long],
  );
  const { rows } = await at.pool.query<{ version: number; at: string; id: string }>(
    `select version, at, id from ${at.schema}.record_change where record_id = $1 and version in (211, 205, 100)`,
    [long],
  );
  const cursors = new Map(rows.map((row) => [row.version, `${row.version}~${row.at}~${row.id}`]));
  const page = (version: number, limit: number) =>
    recordHistory(ctx, DEAL, long, { limit, after: cursors.get(version) ?? '' });
  // 10,200 down to 211 are 9,990.
  const near = await page(211, 5);
  expect(near.changes.map(({ version }) => version)).toEqual([210, 209, 208, 207, 206]);
  expect(near.changes[0]?.fields).toEqual([{ field: 'amount', before: '210', after: '211' }]);
  expect(near.next).not.toBeNull();
  const end = await page(205, 30);
  expect(end).toMatchObject({ next: null });
  expect(end.changes.map(({ version }) => version)).toEqual([204, 203, 202, 201]);
  expect(await page(100, 30)).toMatchObject({ changes: [], next: null });
});

test('a cursor that nobody gave is refused', async () => {
  for (const after of [
    '1',
    '0~x~y',
    `-1~2026-01-01T00:00:00.000Z~${id}`,
    `9999999999~2026-01-01T00:00:00.000Z~${id}`,
  ]) {
    const code = await recordHistory(ctx, DEAL, id, { after }).then(
      () => undefined,
      (error: AppError) => error.code,
    );
    expect(code).toBe('query_invalid');
  }
});
