import { openPool, type Pool } from '@trellis/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import { type Ctx, createRecord, groupRecords, queryRecords } from '../server.ts';
import { CUSTOMER, openCrm } from '../testing/crm.ts';

let at: TestWorkspace;
let ctx: Ctx;
let reads: Pool;
beforeAll(async () => {
  ({ at, ctx } = await openCrm());
  reads = openPool({ connectionString: at.url, max: 2, statementMs: 300 });
  ctx = { ...ctx, reads };
  await createRecord(ctx, CUSTOMER, { values: { name: '甲' } });
});
afterAll(async () => {
  await reads.end();
  await at.close();
});

test('a question that takes too long is ended and told in words, and the next one is answered', async () => {
  const holder = await at.pool.connect();
  try {
    await holder.query(`begin; lock table ${at.schema}.crm__customer in access exclusive mode`);
    const asked = [
      queryRecords(ctx, CUSTOMER, {}),
      queryRecords(ctx, CUSTOMER, { total: 'exact' }),
      groupRecords(ctx, CUSTOMER, { by: [{ field: 'grade' }] }),
    ];
    for (const result of await Promise.allSettled(asked))
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'query_too_slow', status: 422 } });
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  expect((await queryRecords(ctx, CUSTOMER, {})).records).toHaveLength(1);
});

test('questions that hold all of their connections keep no save waiting', async () => {
  const busy = [reads.query('select pg_sleep(0.2)'), reads.query('select pg_sleep(0.2)')];
  const order: string[] = [];
  const list = queryRecords(ctx, CUSTOMER, {}).then(() => order.push('list'));
  await createRecord(ctx, CUSTOMER, { values: { name: '乙' } });
  order.push('save');
  await Promise.all([list, ...busy]);
  expect(order).toEqual(['save', 'list']);
});
