import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  checkStorage,
  createRecord,
  deleteRecord,
  getHistorySettings,
  getRecordAsOf,
  publishBundle,
  purgeRecords,
  recordHistory,
  saveHistorySettings,
  tendHistory,
  updateRecord,
} from '../server.ts';

const DEAL = 'crm:deal';
let w: TestWorkspace;
let ctx: Ctx;

beforeAll(async () => {
  w = await openTestWorkspace(14);
  await publishBundle(await w.ctx(), 'crm', bundle({ deal: form({ title: field('text') }) }));
  ctx = await w.ctx();
});
afterAll(() => w.close());

const at = (now: string): Ctx => ({ ...ctx, now });
const parts = async () =>
  (
    await w.list(
      `select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = '${w.schema}.record_change'::regclass order by 1`,
    )
  ).map((name) => String(name).replace('record_change_', ''));
const rowsIn = async (part: string) =>
  Number((await w.list(`select count(*) from ${w.schema}.record_change_${part}`))[0]);

test('history lies in parts by month, made ahead; what came before its part moves into it', async () => {
  const id = newId();
  await createRecord(at('2026-11-20T00:00:00.000Z'), DEAL, { id, values: { title: 'a' } });
  await updateRecord(at('2026-12-31T23:59:59.999Z'), DEAL, id, { set: { title: 'b' } });
  await updateRecord(at('2027-01-01T00:00:00.000Z'), DEAL, id, { set: { title: 'c' } });
  await updateRecord(at('2027-02-10T00:00:00.000Z'), DEAL, id, { set: { title: 'd' } });
  expect(await rowsIn('rest')).toBe(3);
  // Two servers at once, and one of them once more.
  const february = new Date('2027-02-11T00:00:00Z');
  await Promise.all([tendHistory(w.pool, w.schema, february), tendHistory(w.pool, w.schema, february)]);
  await tendHistory(w.pool, w.schema, february);
  expect(await parts()).toEqual(['2026_12', '2027_01', '2027_02', '2027_03', '2027_04', 'first', 'rest']);
  expect([
    await rowsIn('rest'),
    await rowsIn('2026_12'),
    await rowsIn('2027_01'),
    await rowsIn('first'),
  ]).toEqual([0, 1, 1, 1]);
  await updateRecord(at('2027-03-01T00:00:00.000Z'), DEAL, id, { set: { title: 'e' } });
  expect(await rowsIn('2027_03')).toBe(1);
  const later = at('2027-04-01T00:00:00.000Z');
  expect((await recordHistory(later, DEAL, id)).changes).toHaveLength(5);
  expect((await getRecordAsOf(later, DEAL, id, '2027-01-15T00:00:00.000Z')).values.title).toBe('c');

  expect(await saveHistorySettings(ctx, 1)).toEqual({ months: 1, from: null });
  await tendHistory(w.pool, w.schema, new Date('2027-02-20T00:00:00Z'));
  expect(await parts()).toEqual(['2027_01', '2027_02', '2027_03', '2027_04', 'rest']);
  expect((await recordHistory(later, DEAL, id)).changes).toHaveLength(3);
  expect((await getRecordAsOf(later, DEAL, id, '2027-01-01T00:00:00.000Z')).values.title).toBe('c');
  await expect(getRecordAsOf(later, DEAL, id, '2026-12-20T00:00:00.000Z')).rejects.toMatchObject({
    code: 'past_unknown',
  });
  expect((await getHistorySettings(ctx)).from).toBe('2027-01-01T00:00:00.000Z');
  // February is short: what was done in the last 30 days can still be taken back.
  await tendHistory(w.pool, w.schema, new Date('2027-03-01T00:00:00Z'));
  expect((await parts())[0]).toBe('2027_01');
  await tendHistory(w.pool, w.schema, new Date('2027-03-04T00:00:00Z'));
  expect((await parts())[0]).toBe('2027_02');
});

test('nobody changes or deletes an entry, in any part; what is added and what goes for good goes on', async () => {
  const s = w.schema;
  // As a backup leaves it: a start makes it again, and another changes nothing.
  await w.pool.query(`drop function ${s}.record_change_kept cascade`);
  await checkStorage(w.pool, w.workspace, ctx.log);
  await checkStorage(w.pool, w.workspace, ctx.log);
  const { id } = await createRecord(ctx, DEAL, { values: { title: '原样' } });
  await updateRecord(ctx, DEAL, id, { set: { title: '改了' } });
  await updateRecord(at('2027-05-02T00:00:00.000Z'), DEAL, id, { set: { title: '以后' } });
  expect(await rowsIn('2027_05')).toBe(1);
  for (const statement of [
    `update ${s}.record_change set actor = null`,
    `delete from ${s}.record_change where record_id = '${id}'`,
    `delete from ${s}.record_change_2027_05`,
    `update ${s}.record_change_rest set before = null`,
  ])
    await expect(w.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
  expect(await w.list(`select 1 from ${s}.record_change where record_id = $1`, [id])).toHaveLength(3);
  await deleteRecord(ctx, DEAL, id);
  expect(await purgeRecords(ctx, DEAL, { ids: [id] })).toMatchObject({ purged: 1 });
  expect(await w.list(`select 1 from ${s}.record_change where record_id = $1`, [id])).toEqual([]);
});
