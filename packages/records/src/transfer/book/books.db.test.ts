import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { silentLogger } from '@trellis/db';
import { type FormDocument, JSON_SCHEMA_DIALECT, type ViewDocument } from '@trellis/metadata';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crm } from '../../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../../definitions/testing/workspace.ts';
import { bulkCreate, type Imports, openImports, publishBundle, queryRecords } from '../../server.ts';
import type { BookBody } from './books.ts';

let w: TestWorkspace;
let dir: string;
let imports: Imports;
beforeAll(async () => {
  w = await openTestWorkspace();
  dir = await mkdtemp(path.join(tmpdir(), 'trellis-books-'));
  imports = openImports({ pool: w.pool, dir, log: silentLogger, open: () => w.ctx() });
  await publishBundle(await w.ctx(), 'crm', crm());
  await bulkCreate(await w.ctx(), 'crm:customer', [
    { values: { name: '云岭装备' } },
    { values: { name: '蓝海贸易' } },
  ]);
});
afterAll(async () => {
  await imports.stop();
  await w.close();
  await rm(dir, { recursive: true });
});

/** A workbook as people make them: a merged title above the names, a second sheet, an empty one. */
async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const orders = book.addWorksheet('订单');
  orders.addRow(['2026 年订单']);
  orders.mergeCells('A1:F1');
  orders.addRow(['订单号', '客户', '金额', '签约日期', '状态', '负责人']);
  for (let row = 1; row <= 30; row++)
    orders.addRow([
      `SO-${row}`,
      row % 2 ? '云岭装备' : '蓝海贸易',
      row * 100.5,
      new Date(Date.UTC(2026, 2, (row % 28) + 1)),
      row % 3 ? '进行中' : '完成',
      '管理员',
    ]);
  orders.addRow(['SO-99', '云岭装备', '很多', new Date(Date.UTC(2026, 2, 1)), '完成', '管理员']);
  book.addWorksheet('空');
  const contacts = book.addWorksheet('联系人');
  contacts.addRow(['姓名', '手机']);
  contacts.addRow(['张三', '13800138000']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const upload = async (content: Buffer | string, name: string): Promise<BookBody> =>
  imports.books.upload(await w.ctx(), 'crm', { name, content: Readable.from([Buffer.from(content)]) });

/** The form that the first guesses make, and which column becomes which field. */
function formOf(sheet: BookBody['sheets'][number], label: string) {
  const fields = sheet.columns.map((column) => ({
    ...column,
    key: `c${column.index}`,
    guess: column.guesses[0],
  }));
  const document: FormDocument = {
    $schema: JSON_SCHEMA_DIALECT,
    type: 'object',
    title: label,
    properties: Object.fromEntries(
      fields.map(({ key, name, guess }) => [
        key,
        {
          title: name,
          trellis: { type: guess?.type ?? 'text', label: { zh: name }, config: guess?.config as never },
        },
      ]),
    ),
    required: [],
    additionalProperties: false,
    trellis: { vocabulary: 1, label: { zh: label }, titleField: 'c0', layout: [] },
  };
  const view: ViewDocument = {
    vocabulary: 1,
    form: 'x',
    kind: 'table',
    label: { zh: label },
    config: { columns: fields.map(({ key }) => ({ field: key })) },
  };
  const columns = fields.map(({ index, key }) => ({ column: index, field: key }));
  return { sheet: sheet.id, document, view, mapping: { columns, headerRows: sheet.headerRows } };
}

test('all sheets are read, their titles skipped, their columns recognised', async () => {
  const { sheets, fileName } = await upload(await workbook(), '订单.xlsx');
  expect(fileName).toBe('订单.xlsx');
  expect(sheets.map(({ name, rows, headerRows }) => [name, rows, headerRows])).toEqual([
    ['订单', 31, 2],
    ['联系人', 1, 1],
  ]);
  const [orders, contacts] = sheets;
  expect(orders?.columns.map(({ name, guesses }) => [name, guesses[0]?.type])).toEqual([
    ['订单号', 'text'],
    ['客户', 'select'],
    ['金额', 'money'],
    ['签约日期', 'date'],
    ['状态', 'select'],
    ['负责人', 'member'],
  ]);
  expect(orders?.columns[2]?.guesses[0]?.misfits).toEqual(['很多']);
  expect(orders?.columns[1]?.guesses.find(({ type }) => type === 'reference')).toMatchObject({
    config: { form: 'customer' },
    fits: 1,
  });
  expect(contacts?.columns.map(({ guesses }) => guesses[0]?.type)).toEqual(['text', 'phone']);
});

test('sheets become forms, and their rows records by way of an import', async () => {
  const book = await upload(await workbook(), '订单.xlsx');
  const [orders, contacts] = book.sheets;
  if (!orders || !contacts) throw new Error('no sheets');
  const forms = [
    { key: 'ding_dan', ...formOf(orders, '订单') },
    { key: 'lian_xi_ren', ...formOf(contacts, '联系人') },
  ].map((one) => ({ ...one, view: { ...one.view, form: one.key } }));
  const made = await imports.books.create(await w.ctx(), 'crm', book.id, { forms });
  expect(made.forms.map(({ form }) => form)).toEqual(['ding_dan', 'lian_xi_ren']);
  expect((await w.catalog()).views.get('crm:ding_dan_all')?.form).toBe('ding_dan');
  const [{ import: job = '' } = {}] = made.forms;
  const ref = 'crm:ding_dan';
  const { mapping } = await imports.get(await w.ctx(), ref, job);
  const checked = await imports.preview(await w.ctx(), ref, job, mapping);
  expect(checked.preview).toMatchObject({ valid: 30, invalid: 1 });
  expect(checked.preview?.errors).toMatchObject([{ row: 33, field: 'c2', text: '很多' }]);
  expect((await imports.commit(await w.ctx(), ref, job, { skipInvalid: true })).result).toMatchObject({
    created: 30,
  });
  const { records } = await queryRecords(await w.ctx(), ref, {
    sort: [{ field: 'c2', dir: 'asc' }],
    limit: 1,
  });
  expect(records[0]?.values).toMatchObject({ c0: 'SO-1', c2: '100.5', c3: '2026-03-02' });
});

test('another row of names is read anew', async () => {
  const book = await upload('a,b\n编号,数量\n1,2\n', 'x.csv');
  const [sheet] = book.sheets;
  expect(sheet).toMatchObject({ name: 'x', rows: 2, headerRows: 1 });
  const again = await imports.books.describe(await w.ctx(), 'crm', book.id, sheet?.id ?? '', 2);
  expect(again.columns.map(({ name, guesses }) => [name, guesses[0]?.type])).toEqual([
    ['编号', 'text'],
    ['数量', 'number'],
  ]);
});

test('a file that is none leaves nothing behind, and nothing is told of books of others', async () => {
  const before = (await readdir(dir)).length;
  await expect(upload('', 'x.csv')).rejects.toMatchObject({ code: 'file_unreadable' });
  await expect(upload(Buffer.from('504b03040000', 'hex'), 'x.xlsx')).rejects.toMatchObject({
    code: 'file_unreadable',
  });
  expect((await readdir(dir)).length).toBe(before);
  const ctx = await w.ctx();
  const unknown = imports.books.describe(ctx, 'crm', '01900000-0000-7000-8000-000000000001', 'x', 1);
  await expect(unknown).rejects.toMatchObject({ code: 'import_not_found' });
  const stranger = await w.ctx({ actor: { ...ctx.actor, admin: false } });
  const file = { name: 'x.csv', content: Readable.from(['a\n1\n']) };
  await expect(imports.books.upload(stranger, 'crm', file)).rejects.toMatchObject({ code: 'forbidden' });
});
