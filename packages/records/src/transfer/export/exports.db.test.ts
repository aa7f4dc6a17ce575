import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { openPool } from '@trellis/db';
import { newId } from '@trellis/metadata';
import readExcel, { type Sheet } from 'read-excel-file/node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bundle, field, form } from '../../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../../definitions/testing/workspace.ts';
import type { BlobStore } from '../../files/store.ts';
import {
  bulkCreate,
  type Ctx,
  cancelExport,
  createRecord,
  type Exports,
  exportRecords,
  getExport,
  listExports,
  listMessages,
  openExports,
  publishBundle,
  startExport,
  updateRecord,
  wakeExports,
} from '../../server.ts';
import { as, member, role } from '../../testing/people.ts';

const CUSTOMER = 'crm:customer';
const ORDER = 'crm:order';
const label = (zh: string) => ({ label: { zh, en: zh } });
const named = (zh: string) => ({ label: { zh, en: zh }, titleField: 'name' });

let w: TestWorkspace;
let ctx: Ctx;
let seller: Ctx;
let dir: string;
let contents: Map<string, Buffer>;
let exports: Exports;

/** Contents in memory. */
const store = (more: Partial<BlobStore> = {}): BlobStore => ({
  put: async (key, file) => {
    if (!contents.has(key)) contents.set(key, await readFile(file));
  },
  has: async (key) => contents.has(key),
  open: async (key) => {
    const content = contents.get(key);
    return content && Readable.from([content]);
  },
  remove: async (key) => void contents.delete(key),
  ...more,
});

beforeAll(async () => {
  w = await openTestWorkspace(14);
  dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-exports-'));
  const lines = {
    form: {
      properties: { item: field('text', {}, label('品名')), price: field('money', {}, label('单价')) },
      required: [],
    } as never,
  };
  const own = { '==': [{ var: '_owner_id' }, { var: '$member' }] };
  await publishBundle(
    await w.ctx(),
    'crm',
    bundle(
      {
        customer: form(
          { name: field('text', {}, label('名称')), lines: field('subform', lines, label('明细')) },
          named('客户'),
        ),
        order: form(
          {
            name: field('text', {}, label('订单')),
            secret: field('text', {}, label('底价')),
            customer: field('reference', { form: 'customer' }, label('客户')),
          },
          named('订单'),
        ),
        event: form(
          {
            name: field('text', {}, label('活动')),
            guests: field('reference', { form: 'customer', many: true }, label('来宾')),
          },
          named('活动'),
        ),
      },
      {
        roles: {
          seller: role({
            customer: { actions: ['view', 'export'] },
            order: { actions: ['view', 'export'], hidden: ['secret'], rows: own },
            event: { actions: ['view'] },
          }),
          clerk: role({ customer: { actions: ['view', 'export'], hidden: ['lines'] } }),
        },
      },
    ),
  );
  ctx = await w.ctx();
  seller = as(ctx, await member(w, newId(), '小李', 'seller'));
  // The background reads them anew.
  await w.pool.query(`update ${w.schema}.member set roles = $2 where id = $1`, [
    seller.actor.id,
    seller.actor.roles,
  ]);
});
beforeEach(() => {
  contents = new Map();
  exports = openExports({ pool: w.pool, store: store(), dir });
});
afterAll(async () => {
  rmSync(dir, { recursive: true });
  await w.close();
});

const now = (who: Ctx): Ctx => ({ ...who, now: new Date().toISOString() });
const base = async () => ({ pool: w.pool, keys: ctx.keys, log: ctx.log, catalog: await w.catalog() });
const work = async (id: string, on = exports) => on.work(await base(), id, () => true);
const bytesOf = async (who: Ctx, id: string): Promise<Buffer> =>
  buffer((await exports.file(now(who), id)).content);
const cells = async (content: Buffer): Promise<Record<string, unknown[][]>> =>
  Object.fromEntries(
    ((await readExcel(content)) as unknown as Sheet[]).map(({ sheet, data }) => [sheet, data]),
  );
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error: { issues?: { code: string }[]; code?: string }) => error.issues?.[0]?.code ?? error.code,
  );

async function records() {
  const made = await Promise.all(
    ['甲', '乙', '丙'].map((name, index) =>
      createRecord(ctx, CUSTOMER, {
        values: {
          name,
          lines:
            index < 2
              ? [
                  { item: `泵${index}`, price: '12.50' },
                  { item: `阀${index}`, price: null },
                ]
              : [],
        },
      }),
    ),
  );
  const [a, b, c] = made.map(({ id }) => id);
  const order = (name: string, customer: string | undefined, owner: string) =>
    createRecord(ctx, ORDER, { values: { name, secret: 's', customer }, owner });
  const first = await order('一', a, seller.actor.id);
  await order('二', a, ctx.actor.id);
  await order('三', b, seller.actor.id);
  await order('四', c, seller.actor.id);
  await createRecord(ctx, 'crm:event', { values: { name: '展会', guests: [a, b] } });
  return { a, b, c, first: first.id };
}

test('what hangs on the records, as sheets: of the chosen ones, as far as the member may export it', async () => {
  const { a, b, first } = await records();
  const query = {
    format: 'xlsx',
    fields: ['name', 'lines', '_owner_id', '_id'],
    filter: { in: [{ var: '_id' }, [a, b]] },
    sort: [{ field: 'name', dir: 'desc' }],
  } as const;
  const sheets = [{ field: 'lines' }, { form: ORDER, field: 'customer' }];
  const { id } = await startExport(seller, CUSTOMER, {
    ...query,
    fields: [...query.fields],
    sort: [...query.sort],
    sheets,
  });
  await work(id);
  expect(await cells(await bytesOf(seller, id))).toEqual({
    客户: [
      ['名称', '负责人', '数据编号'],
      ['乙', '管理员', b],
      ['甲', '管理员', a],
    ],
    明细: [
      ['名称', '明细/品名', '明细/单价', '数据编号'],
      ...[
        ['乙', '泵1', 12.5, b],
        ['乙', '阀1', null, b],
        ['甲', '泵0', 12.5, a],
        ['甲', '阀0', null, a],
      ],
    ],
    // No column and no record that the member may not see.
    订单: [
      ['客户', '订单', '数据编号', '客户 数据编号'],
      ['甲', '一', first, a],
      ['乙', '三', expect.anything(), b],
    ],
  });
  expect(await getExport(now(seller), id)).toMatchObject({
    state: 'done',
    done: 6,
    total: 6,
    file: { size: expect.any(Number) },
  });

  const all = await startExport(ctx, CUSTOMER, {
    format: 'xlsx',
    sheets: [{ form: 'crm:event', field: 'guests' }],
  });
  await work(all.id);
  const { 活动: events } = await cells(await bytesOf(ctx, all.id));
  // A record that points to several of them stands there once.
  expect(events).toEqual([
    ['来宾', '活动', '数据编号', '来宾 数据编号'],
    [expect.stringMatching(/^(甲、乙|乙、甲)$/), '展会', expect.anything(), `${a}、${b}`],
  ]);

  const wrong = (sheet: { form?: string; field: string }, format: 'csv' | 'xlsx' = 'xlsx') =>
    code(startExport(seller, CUSTOMER, { format, sheets: [sheet] }));
  expect(await wrong({ form: 'crm:event', field: 'guests' })).toBe('export_sheet');
  expect(await wrong({ form: ORDER, field: 'secret' })).toBe('export_sheet');
  expect(await wrong({ field: 'name' })).toBe('export_sheet');
  expect(await wrong({ field: 'lines' }, 'csv')).toBe('export_sheet_csv');
  expect(
    await code(startExport(seller, CUSTOMER, { format: 'csv', sort: [{ field: 'x', dir: 'asc' }] })),
  ).toBe('unknown_field');
});

test('who began it hears of its end, has the file for a while, and may delete it; that it was there stays known', async () => {
  const { id } = await startExport(seller, CUSTOMER, { format: 'csv', fields: ['name'] });
  expect(await code(exports.file(now(seller), id))).toBe('export_file_gone');
  await work(id);
  const [message] = (await listMessages(seller, {})).messages;
  expect(message).toMatchObject({
    kind: 'system',
    title: expect.stringContaining('已导出'),
    link: { page: 'exports' },
  });
  const other = as(ctx, await member(w, newId(), '小王', 'seller'));
  expect(await code(exports.file(now(other), id))).toBe('export_not_found');
  expect((await bytesOf(ctx, id)).length).toBeGreaterThan(0);
  const late = { ...seller, now: new Date(Date.now() + 8 * 86_400_000).toISOString() };
  expect(await code(exports.file(late, id))).toBe('export_file_gone');
  expect(await exports.remove(now(seller), id)).toMatchObject({ state: 'done', file: null });
  expect([...contents]).toEqual([]);
  expect((await listExports(ctx, { whose: 'all' })).exports.map((one) => one.id)).toContain(id);
  expect(await code(listExports(seller, { whose: 'all' }))).toBe('forbidden');
});

test('a file stays away from who may no longer export all of it', async () => {
  const { id } = await startExport(seller, CUSTOMER, { format: 'csv', fields: ['name', 'lines'] });
  await work(id);
  const clerk = as(seller, { ...seller.actor, roles: ['crm:clerk'] });
  expect(await code(exports.file(now(clerk), id))).toBe('export_file_gone');
  expect((await bytesOf(seller, id)).length).toBeGreaterThan(0);
  expect((await bytesOf(ctx, id)).length).toBeGreaterThan(0);
});

test('what goes out at once is logged too, with who, what and how much', async () => {
  const { content } = await exportRecords(now(seller), ORDER, { format: 'csv', search: '一' });
  await buffer(content);
  const [newest] = (await listExports(now(ctx), { whose: 'all' })).exports;
  expect(newest).toMatchObject({
    app: 'crm',
    form: 'order',
    by: { name: '小李' },
    background: false,
    state: 'done',
    done: 1,
    search: '一',
    fields: ['name', 'customer'],
    file: null,
  });
  expect((await listExports(seller, {})).exports.map(({ background }) => background)).not.toContain(false);
});

test('processes that die, at any moment, leave no half and nothing that nobody finds', async () => {
  await bulkCreate(
    ctx,
    CUSTOMER,
    Array.from({ length: 1_200 }, (_, n) => ({ values: { name: `批 ${n}` } })),
  );
  const start = () => startExport(ctx, CUSTOMER, { format: 'csv', fields: ['name'] });
  const { id } = await start();
  const whole = 1 + Number((await w.list(`select count(*) from ${w.schema}.crm__customer`))[0]);

  // The connections go in the middle of it.
  const pool = openPool({ connectionString: w.url, max: 3, applicationName: 'cut' });
  let asked = 0;
  const cut = exports.work({ ...(await base()), pool }, id, () => {
    asked++;
    return true;
  });
  const gone = cut.then(
    () => 'done',
    () => 'gone',
  );
  for (;;) {
    const { rowCount } = await w.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cut' and xact_start is not null`,
    );
    if (rowCount) break;
  }
  expect(await gone).toBe('gone');
  expect(asked).toBe(0);
  await pool.end();
  expect(readdirSync(dir)).toEqual([]);
  expect((await getExport(ctx, id)).state).toBe('running');

  // It ends between keeping the file and noting so; then anew, to its end.
  const dying = openExports({
    pool: w.pool,
    dir,
    store: store({
      put: async (key) => {
        contents.set(key, Buffer.from('half'));
        throw new Error('killed');
      },
    }),
  });
  await expect(work(id, dying)).rejects.toThrow('killed');
  expect([...contents.keys()]).toHaveLength(1);
  await work(id);
  expect((await bytesOf(ctx, id)).toString().trim().split('\r\n')).toHaveLength(whole);
  expect([...contents.keys()]).toHaveLength(1);

  // One that dies each time is given up; what it left is swept, and what has expired.
  const { id: bad } = await start();
  for (let count = 0; count < 3; count++) await expect(work(bad, dying)).rejects.toThrow('killed');
  await work(bad);
  expect(await getExport(ctx, bad)).toMatchObject({ state: 'failed', issue: { code: 'export_gave_up' } });
  await w.pool.query(
    `update ${w.schema}.export_job set finished_at = now() - interval '2 hours' where id = $1`,
    [bad],
  );
  await w.pool.query(`update ${w.schema}.export_job set expires_at = now() where id = $1`, [id]);
  await exports.sweep([w.workspace]);
  expect([...contents]).toEqual([]);
});

test('one that is begun again stays in its queue, and whoever is late with it leaves the file alone', async () => {
  const { id } = await startExport(ctx, CUSTOMER, { format: 'csv', fields: ['name'] });
  const queue = () => w.list(`select queue_name from graphile_worker.jobs where key = 'export ${id}'`);
  const before = await queue();
  await w.pool.query(`update ${w.schema}.export_job set total = 1000000 where id = $1`, [id]);
  await wakeExports(w.pool, [w.schema]);
  expect(await queue()).toEqual(before);

  const late = openExports({
    pool: w.pool,
    dir,
    store: store({
      put: async (key, file) => {
        contents.set(key, await readFile(file));
        await work(id);
      },
    }),
  });
  await work(id, late);
  expect(await getExport(now(ctx), id)).toMatchObject({ state: 'done' });
  expect((await bytesOf(ctx, id)).length).toBeGreaterThan(0);
  expect(readdirSync(dir)).toEqual([]);
});

test('one that is stopped keeps nothing; one whose member is gone fails', async () => {
  const { id } = await startExport(ctx, CUSTOMER, { format: 'csv' });
  const stopping = openExports({
    pool: w.pool,
    dir,
    store: store({
      put: async (key, file) => {
        contents.set(key, await readFile(file));
        await cancelExport(ctx, id);
      },
    }),
  });
  await work(id, stopping);
  expect(await getExport(ctx, id)).toMatchObject({ state: 'cancelled', file: null });
  expect([...contents]).toEqual([]);
  expect(await code(cancelExport(ctx, id))).toBe('export_state');
  const left = as(ctx, await member(w, newId(), '离职', 'seller'));
  const { id: orphan } = await startExport(left, CUSTOMER, { format: 'csv' });
  await w.pool.query(`update ${w.schema}.member set disabled_at = now() where id = $1`, [left.actor.id]);
  await work(orphan);
  expect(await getExport(ctx, orphan)).toMatchObject({
    state: 'failed',
    issue: { code: 'export_member_gone' },
  });
});

test('all of it is of one moment, also of one that is past', async () => {
  const query = { format: 'csv', fields: ['name'], filter: { in: [{ var: 'name' }, ['早', '晚']] } } as const;
  const { id: one } = await createRecord({ ...ctx, now: '2026-03-01T00:00:00.000Z' }, CUSTOMER, {
    values: { name: '早' },
  });
  await updateRecord({ ...ctx, now: '2026-03-02T00:00:00.000Z' }, CUSTOMER, one, { set: { name: '晚' } });
  const asOf = '2026-03-01T12:00:00.000Z';
  const { id } = await startExport(ctx, CUSTOMER, { ...query, fields: ['name'], asOf });
  await work(id);
  expect((await bytesOf(ctx, id)).toString()).toBe('\ufeff名称\r\n早\r\n');
  const open = () => exportRecords(ctx, CUSTOMER, { ...query, fields: ['name'], asOf });
  expect((await buffer((await open()).content)).toString()).toBe('\ufeff名称\r\n早\r\n');
  // Whoever hangs up before the first byte leaves no transaction open.
  (await open()).content.destroy();
  const held = () =>
    w.list(
      `select count(*)::int from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
    );
  await expect.poll(held).toEqual([0]);
});
