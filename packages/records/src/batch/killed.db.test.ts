import { setTimeout as wait } from 'node:timers/promises';
import { openPool } from '@trellis/db';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ctx, getBatch, queryRecords, runBatches, startBatch, undoBatch } from '../server.ts';
import { startServer } from '../testing/killed.ts';
import { DEAL, now, openDeals, until } from './testing/deals.ts';

/** Batches whose work is cut off at any moment: each record is done once, or not yet, and what is told is what is. */

/** How often, in fours; a proof asks for more, and for the moments of another seed. */
const CUTS = 4 * Number(process.env.TRELLIS_PROOF_KILLS ?? 3);
const SEED = Number(process.env.TRELLIS_PROOF_SEED ?? 20261122);
/** More than one slice takes, and about as many as are done between the cuts. */
const RECORDS = 200 + 5 * CUTS;

let w: Awaited<ReturnType<typeof openDeals>>;
let ctx: Ctx;
beforeAll(async () => {
  w = await openDeals();
  ({ ctx } = w);
});
afterAll(() => w.at.close());

const count = async (sql: string, ...params: unknown[]): Promise<number> =>
  Number((await w.at.list(sql.replaceAll('$s', w.at.schema), params))[0]);

/** What the batch says of itself, what its list of records says, what stands in the records, and in their history. */
async function accounts(id: string, amount: string) {
  const { total } = await queryRecords(ctx, DEAL, {
    filter: { '==': [{ var: 'amount' }, Number(amount)] },
    total: 'exact',
  });
  return {
    told: (await getBatch(now(ctx), id)).done,
    listed: await count(`select count(*) from $s.batch_record where batch_id = $1 and outcome = 'done'`, id),
    stand: total?.value,
    history: await count(`select count(*) from $s.record_change where batch = $1`, id),
    events: await count(`select count(distinct record_id) from $s.record_change where batch = $1`, id),
  };
}
const all = (n: number) => ({ told: n, listed: n, stand: n, history: n, events: n });

/** Works on batches over connections of its own, all of which the database cuts off at a moment. */
async function workCutOff(moment: () => Promise<void>): Promise<void> {
  const name = `cut-${Math.random()}`;
  const pool = openPool({ connectionString: w.at.url, max: 3, applicationName: name });
  const { keys, log } = ctx;
  let open = true;
  const work = runBatches({ pool, keys, log }, { current: w.at.catalog, goOn: () => open }).catch(
    () => false,
  );
  await moment();
  open = false;
  await w.at.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1',
    [name],
  );
  await work;
  await pool.end();
}

test('connections that break at any moment', async () => {
  const ids = await w.make(RECORDS, () => ({ amount: '0' }));
  const moments = fc.sample(fc.integer({ min: 1, max: 600 }), { seed: SEED, numRuns: CUTS });
  const { id } = await startBatch(ctx, DEAL, {
    records: { ids },
    action: { op: 'edit', changes: [{ field: 'amount', op: 'increase', by: '1' }] },
  });
  const begun = () => until(async () => (await getBatch(now(ctx), id)).done > 0);
  let halves = 0;
  for (const moment of [begun, ...moments.map((ms) => () => wait(ms))]) {
    await workCutOff(moment);
    const { done, state } = await getBatch(now(ctx), id);
    expect(await accounts(id, '1')).toEqual(all(done));
    if (state === 'running' && done > 0 && done < RECORDS) halves++;
    if (state === 'done') break;
  }
  // What was cut off was work in the middle of it.
  expect(halves).toBeGreaterThan(0);
  await w.work();
  expect(await getBatch(now(ctx), id)).toMatchObject({ state: 'done', done: RECORDS, skipped: 0 });
  expect(await accounts(id, '1')).toEqual(all(RECORDS));

  const { id: back } = await undoBatch(now(ctx), id);
  for (const ms of moments.slice(0, 3)) await workCutOff(() => wait(ms));
  await w.work();
  expect(await getBatch(now(ctx), back)).toMatchObject({ state: 'done', done: RECORDS, skipped: 0, kept: 0 });
  expect(await accounts(back, '0')).toEqual(all(RECORDS));
}, 120_000);

test('a process that is killed in the middle: another goes on where it was', async () => {
  const ids = await w.make(RECORDS, () => ({ amount: '5' }));
  const { id } = await startBatch(ctx, DEAL, {
    records: { ids },
    action: { op: 'edit', changes: [{ field: 'amount', op: 'increase', by: '1' }] },
  });
  const server = await startServer(w.at);
  const begun = async () => (await getBatch(now(ctx), id)).done > 0;
  expect(await server.works('go on', begun)).toBe(false);
  await server.kill();
  expect((await getBatch(now(ctx), id)).done).toBeLessThan(RECORDS);
  await w.work();
  expect(await getBatch(now(ctx), id)).toMatchObject({ state: 'done', done: RECORDS, skipped: 0 });
  expect(await accounts(id, '6')).toEqual(all(RECORDS));
}, 120_000);
