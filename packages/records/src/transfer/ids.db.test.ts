import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { newId } from '@trellis/metadata';
import Excel from 'exceljs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  type Ctx,
  createRecord,
  type Exports,
  exportRecords,
  openExports,
  publishBundle,
  queryRecords,
  startExport,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';
import type { ImportBody } from './job/body.ts';
import { openWizard } from './testing/wizard.ts';

/** Files that say by ids which records they are about, as exports do, and workbooks of several sheets. */

const [CUSTOMER, ORDER, EVENT] = ['crm:customer', 'crm:order', 'crm:event'];
const label = (zh: string) => ({ label: { zh, en: zh } });
let w: TestWorkspace;
let ctx: Ctx;
let dir: string;
let exports: Exports;
const contents = new Map<string, Buffer>();
const open: ReturnType<typeof openWizard>[] = [];
const wizard = (of: string, who = ctx) => {
  const one = openWizard(who, of);
  open.push(one);
  return one;
};

beforeAll(async () => {
  w = await openTestWorkspace();
  dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-ids-'));
  const customer = form({ name: field('text', {}, label('名称')), city: field('text', {}, label('城市')) });
  const order = form({
    name: field('text', {}, label('订单')),
    customer: field('reference', { form: 'customer' }, label('客户')),
  });
  const event = form({
    name: field('text', {}, label('活动')),
    guests: field('reference', { form: 'customer', many: true }, label('来宾')),
  });
  const east = { '==': [{ var: 'city' }, '苏州'] };
  const actions = ['view', 'create', 'edit', 'import', 'export'] as const;
  await publishBundle(
    await w.ctx(),
    'crm',
    bundle(
      { customer, order, event },
      { roles: { east: role({ customer: { actions: [...actions], rows: east } }) } },
    ),
  );
  ctx = await w.ctx();
  exports = openExports({
    pool: w.pool,
    dir,
    store: {
      put: async (key, file) => void contents.set(key, await readFile(file)),
      has: async (key) => contents.has(key),
      open: async (key) => Readable.from([contents.get(key) ?? Buffer.alloc(0)]),
      remove: async (key) => void contents.delete(key),
    },
  });
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(async () => {
  rmSync(dir, { recursive: true });
  await w.close();
});
beforeEach(async () => {
  for (const table of ['crm__order', 'crm__event', 'crm__customer'])
    await w.pool.query(`delete from ${w.schema}.${table}`);
});

const customer = async (name: string, city: string) =>
  (await createRecord(ctx, CUSTOMER, { values: { name, city } })).id;
const values = async (of: string) =>
  (await queryRecords(ctx, of, { sort: [{ field: '_id', dir: 'asc' }] })).records.map((one) => ({
    id: one.id,
    version: one.version,
    ...one.values,
  }));
const csv = async (fields: string[]) =>
  (await buffer((await exportRecords(ctx, CUSTOMER, { format: 'csv', fields })).content)).toString();
const errorsOf = ({ preview }: ImportBody) =>
  preview?.errors.map(({ row, column, code }) => [row, column, code]);

test('an exported list comes back by its ids: the one changed cell changes one record, of two that are called alike', async () => {
  const [first, second] = [await customer('云岭', '苏州'), await customer('云岭', '苏州')];
  const lines = (await csv(['name', 'city', '_id'])).split('\n');
  const text = lines.map((line) => (line.includes(second) ? line.replace('苏州', '杭州') : line)).join('\n');
  const at = wizard(CUSTOMER);
  const job = await at.upload(text);
  expect(job.mapping).toMatchObject({
    match: ['_id'],
    policy: 'update',
    columns: [
      { column: 0, field: 'name' },
      { column: 1, field: 'city' },
      { column: 2, field: '_id' },
    ],
  });
  const checked = await at.check(job, job.mapping);
  expect(checked.preview).toMatchObject({
    invalid: 0,
    plan: { created: 0, changed: 1, unchanged: 1, left: 0 },
    changes: [{ record: second, cells: { city: { before: '苏州', after: '杭州' } } }],
  });
  expect(Object.keys(checked.preview?.sample[0]?.cells ?? {})).toEqual(['name', 'city']);
  expect((await at.commit(checked)).result).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
  expect(await values(CUSTOMER)).toEqual([
    { id: first, version: 1, name: '云岭', city: '苏州' },
    { id: second, version: 2, name: '云岭', city: '杭州' },
  ]);
});

test('ids that name no record are told at their cells; rows without one are new where new ones are wanted', async () => {
  const id = await customer('甲', '苏州');
  const gone = newId();
  const text = `名称,数据编号\n乙,${id}\n丙,${gone}\n丁,12\n戊,\n己,${id.toUpperCase()}\n`;
  const at = wizard(CUSTOMER);
  const job = await at.upload(text);
  expect(errorsOf(await at.check(job, job.mapping))).toEqual([
    [3, 1, 'import_id_unknown'],
    [4, 1, 'import_id_invalid'],
    [5, 1, 'import_id_empty'],
    [6, 1, 'import_key_twice'],
  ]);
  const adding = await at.check(job, { ...job.mapping, policy: 'upsert' });
  expect(errorsOf(adding)?.map(([row]) => row)).toEqual([3, 4, 6]);
  expect((await at.commit(adding, true)).result).toMatchObject({ created: 1, updated: 1, failed: 3 });
  expect(await values(CUSTOMER)).toMatchObject([{ name: '乙' }, { name: '戊' }]);
});

test('a record that one may not see is reported like one that is not there', async () => {
  const [seen, hidden] = [await customer('甲', '苏州'), await customer('乙', '杭州')];
  const seller = as(ctx, await member(w, newId(), '小李', 'east'));
  const at = wizard(CUSTOMER, seller);
  const job = await at.upload(`名称,数据编号\n甲二,${seen}\n乙二,${hidden}\n丙,${newId()}\n`);
  const checked = await at.check(job, job.mapping);
  const told = checked.preview?.errors.map(({ row: _, ...rest }) => rest);
  expect(told).toHaveLength(2);
  expect(told?.[0]).toEqual({ ...told?.[1], text: hidden });
  await at.commit(checked, true);
  expect(await values(CUSTOMER)).toMatchObject([{ name: '甲二' }, { name: '乙', version: 1 }]);
});

test('the id is matched by alone, and only where a column has it', async () => {
  const at = wizard(CUSTOMER);
  const job = await at.upload(`名称,数据编号\n甲,${newId()}\n`);
  const refusal = (columns: ImportBody['mapping']['columns'], match: string[]) =>
    at.check(job, { columns, match, policy: 'update' }).then(
      () => undefined,
      (error: { issues: { code: string }[] }) => error.issues.map(({ code }) => code),
    );
  expect(await refusal(job.mapping.columns, ['_id', 'name'])).toEqual(['match_id_alone']);
  expect(await refusal([{ column: 0, field: 'name' }], ['_id'])).toEqual(['id_unmapped']);
});

/** The customers with what points to them, as the background exports them. */
async function workbook(): Promise<Excel.Workbook> {
  const sheets = [
    { form: ORDER, field: 'customer' },
    { form: EVENT, field: 'guests' },
  ];
  const fields = ['name', 'city', '_id'];
  const { id } = await startExport(ctx, CUSTOMER, { id: newId(), format: 'xlsx', fields, sheets });
  const base = { pool: w.pool, keys: ctx.keys, log: ctx.log, catalog: await w.catalog() };
  await exports.work(base, id, () => true);
  const book = new Excel.Workbook();
  const content = await buffer((await exports.file(ctx, id)).content);
  await book.xlsx.load(content as unknown as Parameters<typeof book.xlsx.load>[0]);
  return book;
}

test('a linked sheet of an export comes back as records of its form, their references by the ids behind them', async () => {
  const [first, second] = [await customer('云岭', '苏州'), await customer('云岭', '杭州')];
  const order = await createRecord(ctx, ORDER, { values: { name: '订单一', customer: first } });
  await createRecord(ctx, EVENT, { values: { name: '展会', guests: [first, second] } });
  const book = await workbook();
  const names = book.worksheets.map(({ name }) => name);
  const sheet = book.worksheets[1];
  // The same customer's name, another customer.
  sheet?.eachRow((row) =>
    row.eachCell((cell) => {
      if (cell.value === first) cell.value = second;
    }),
  );
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  const at = wizard(ORDER);
  const uploaded = await at.upload(bytes);
  expect(uploaded.sheets).toEqual([
    { name: names[0], rows: 3 },
    { name: names[1], rows: 2 },
    { name: names[2], rows: 2 },
  ]);
  const job = await at.imports.choose(ctx, ORDER, uploaded.id, 1);
  expect(job).toMatchObject({ sheet: 1, rows: 1, state: 'uploaded' });
  const mapped = job.mapping.columns.filter((one) => one.field === 'customer');
  expect(mapped).toEqual([{ column: expect.any(Number), field: 'customer', matchBy: '_id' }]);
  const checked = await at.check(job, job.mapping);
  expect(checked.preview).toMatchObject({ invalid: 0, plan: { created: 0, changed: 1 } });
  await at.commit(checked);
  expect(await values(ORDER)).toMatchObject([{ id: order.id, version: 2, customer: second }]);

  // Lists of ids, and an id of nothing.
  const events = wizard(EVENT);
  const third = await events.imports.choose(ctx, EVENT, (await events.upload(bytes)).id, 2);
  const unchanged = await events.check(third, third.mapping);
  expect(unchanged.preview).toMatchObject({ invalid: 0, plan: { changed: 0, unchanged: 1 } });
  const wrong = await events.checked(`活动,来宾 数据编号\n甲,${first}、${newId()}\n乙,${first}、${second}\n`);
  expect(errorsOf(wrong)).toEqual([[2, 1, 'reference_missing']]);
  await events.commit(wrong, true);
  expect(await values(EVENT)).toMatchObject([{ name: '展会' }, { name: '乙', guests: [first, second] }]);
});

test('the sheet named like the form is proposed; another one has a mapping of its own, and none is chosen twice or too late', async () => {
  const book = new Excel.Workbook();
  book.addWorksheet('空');
  book.addWorksheet('说明').addRows([['第一步'], ['第二步']]);
  const { zh } = ctx.catalog.forms.get(CUSTOMER)?.document.trellis.label ?? { zh: '' };
  book.addWorksheet(zh).addRows([['名称'], ...Array.from({ length: 60 }, (_, n) => [`客户 ${n}`])]);
  book.addWorksheet('城市').addRows([
    ['名称', '城市'],
    ['青禾', '南京'],
  ]);
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  const at = wizard(CUSTOMER);
  const job = await at.upload(bytes);
  expect(job).toMatchObject({
    sheet: 1,
    rows: 60,
    sheets: [{ name: '说明', rows: 2 }, { name: zh }, { name: '城市', rows: 2 }],
  });
  expect(job.sheets?.[1]).not.toHaveProperty('rows');
  await at.check(job, job.mapping);
  const other = await at.imports.choose(ctx, CUSTOMER, job.id, 2);
  expect(other).toMatchObject({ state: 'uploaded', rows: 1, sheet: 2 });
  expect(other.preview).toBeUndefined();
  expect(other.mapping.columns.map((one) => one.field)).toEqual(['name', 'city']);
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => 'ok',
      (error: { code: string }) => error.code,
    );
  expect(await code(at.imports.choose(ctx, CUSTOMER, job.id, 9))).toBe('validation_failed');
  await at.commit(await at.check(other, other.mapping));
  expect(await values(CUSTOMER)).toMatchObject([{ name: '青禾', city: '南京' }]);
  expect(await code(at.imports.choose(ctx, CUSTOMER, job.id, 1))).toBe('import_state');
  const text = await at.upload('名称\n甲\n');
  expect(text.sheets).toBeUndefined();
  expect(await code(at.imports.choose(ctx, CUSTOMER, text.id, 0))).toBe('validation_failed');
});
