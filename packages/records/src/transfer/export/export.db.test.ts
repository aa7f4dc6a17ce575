import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { localDateTime } from '@trellis/logic';
import type { BodyOf, Contract } from '@trellis/metadata';
import Excel from 'exceljs';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, field, form, options } from '../../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  createRecord,
  type ExportedFile,
  exportRecords,
  openImports,
  publishBundle,
  queryRecords,
} from '../../server.ts';
import { as, member, role } from '../../testing/people.ts';

const THING = 'crm:thing';
const COPY = 'crm:copy';
const label = (zh: string) => ({ label: { zh, en: zh } });
const thing = () =>
  form({
    name: field('text', {}, label('名称')),
    amount: field('money', {}, label('金额')),
    exact: field('number', { decimals: 12 }, label('精确')),
    share: field('percent', {}, label('占比')),
    day: field('date', {}, label('日期')),
    at: field('datetime', {}, label('时刻')),
    ok: field('checkbox', {}, label('勾选')),
    tags: field('multi_select', options('a', 'b'), label('标签')),
    phone: field('phone', {}, label('电话')),
    note: field('textarea', {}, label('备注')),
    other: field('reference', { form: 'other' }, label('关联')),
  });

let at: TestWorkspace;
let ctx: Ctx;
let other: string;
beforeAll(async () => {
  at = await openTestWorkspace();
  await publishBundle(
    await at.ctx(),
    'crm',
    bundle(
      { thing: thing(), copy: thing(), other: form({ title: field('text', {}, { unique: true }) }) },
      {
        roles: {
          some: role({
            thing: {
              actions: ['view', 'export'],
              hidden: ['amount'],
              rows: { '>': [{ var: 'exact' }, '1'] },
            },
          }),
          looker: role({ thing: { actions: ['view'] } }),
        },
      },
    ),
  );
  ctx = await at.ctx();
  other = (await createRecord(ctx, 'crm:other', { values: { title: '=HYPERLINK("x")' } })).id;
});
afterAll(() => at.close());

const values = () => [
  {
    name: '=cmd|calc',
    amount: '-1234.5',
    exact: '12345678901234.123456789',
    share: '0.255',
    day: '2026-03-01',
    at: '2026-03-01T06:30:00.000Z',
    ok: true,
    tags: ['a', 'b'],
    phone: '+12025550123',
    note: '第一行\n第二行, "引号"',
    other,
  },
  { name: "'=quoted", amount: '0', exact: '0.1', share: '1', day: '1899-12-31', ok: false, note: '-5' },
  { name: '@空', exact: '1' },
];

const exported = (body: Partial<BodyOf<Contract['exportRecords']>>, who = ctx) =>
  exportRecords(who, THING, { format: 'csv', sort: [{ field: '_id', dir: 'asc' }], ...body });
const textOf = async ({ content }: ExportedFile) => (await buffer(content)).toString();
const csvOf = async (...args: Parameters<typeof exported>) => textOf(await exported(...args));

/** A day is a binary number there; this reader cuts off where spreadsheets round. */
const wholeSecond = (date: Date): Date => new Date(Math.round(date.getTime() / 1_000) * 1_000);

describe('export', () => {
  beforeAll(() =>
    bulkCreate(
      ctx,
      THING,
      values().map((one) => ({ values: one })),
    ),
  );

  test('CSV: marked as UTF-8, titles for references, formulas disarmed, numbers as they are', async () => {
    const file = await exported({}, { ...ctx, now: '2026-03-01T22:00:00.000Z' });
    // The day as the clock of the workspace has it.
    expect([file.name, file.type]).toEqual(['表单-2026-03-02.csv', 'text/csv; charset=utf-8']);
    expect(await textOf(file)).toBe(
      '\ufeff名称,金额,精确,占比,日期,时刻,勾选,标签,电话,备注,关联\r\n' +
        `'=cmd|calc,-1234.5,12345678901234.123456789,25.5%,2026-03-01,2026-03-01 14:30,是,a、b,'+12025550123,"第一行\n第二行, ""引号""","'=HYPERLINK(""x"")"\r\n` +
        "''=quoted,0,0.1,100%,1899-12-31,,否,,,'-5,\r\n'@空,,1,,,,,,,,\r\n",
    );
  });

  test('xlsx, read by another library: numbers and dates are values, texts are no formulas', async () => {
    const { name, content } = await exported({ format: 'xlsx' });
    expect(name).toMatch(/\.xlsx$/);
    const book = new Excel.Workbook();
    await book.xlsx.load((await buffer(content)) as unknown as Excel.Buffer);
    const rows = [1, 2, 3].map((row) =>
      ((book.worksheets[0]?.getRow(row).values ?? []) as unknown[]).slice(1),
    );
    expect(rows[0]).toEqual([
      '名称',
      '金额',
      '精确',
      '占比',
      '日期',
      '时刻',
      '勾选',
      '标签',
      '电话',
      '备注',
      '关联',
    ]);
    expect(rows[1]).toEqual([
      "'=cmd|calc",
      -1234.5,
      // More digits than a spreadsheet's number holds.
      '12345678901234.123456789',
      '25.5%',
      new Date('2026-03-01T00:00:00Z'),
      new Date('2026-03-01T14:30:00Z'),
      '是',
      'a、b',
      "'+12025550123",
      '第一行\n第二行, "引号"',
      `'=HYPERLINK("x")`,
    ]);
    expect(rows[2]?.slice(0, 5)).toEqual(["''=quoted", 0, 0.1, '100%', '1899-12-31']);
  });

  test.each(['csv', 'xlsx'] as const)('what goes out as %s comes in again as it was', async (format) => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-export-'));
    const imports = openImports({ pool: at.pool, dir, log: ctx.log, open: async () => ctx });
    const { name, content } = await exported({ format });
    const bytes = await buffer(content);
    let job = await imports.upload(ctx, COPY, { name, content: Readable.from([bytes]) });
    job = await imports.preview(ctx, COPY, job.id, job.mapping);
    expect(job.preview).toMatchObject({ valid: 3, errors: [] });
    await imports.commit(ctx, COPY, job.id, { skipInvalid: false });
    const query = { sort: [{ field: '_id', dir: 'asc' as const }], limit: 100 };
    const before = (await queryRecords(ctx, THING, query)).records.map((record) => record.values);
    const after = (await queryRecords(ctx, COPY, query)).records.map((record) => record.values).slice(-3);
    expect(after).toEqual(before);
    await imports.stop();
    rmSync(dir, { recursive: true });
  });

  test('only what the member may export: rows, fields, permission; mistakes in the query are errors', async () => {
    const some = as(ctx, await member(at, '01900000-0000-7000-8000-000000000301', '甲', 'some'));
    const looker = as(ctx, await member(at, '01900000-0000-7000-8000-000000000302', '乙', 'looker'));
    // The title behind the reference is of a form in which the member has no part.
    expect(await csvOf({ fields: ['name', 'exact', 'other'] }, some)).toBe(
      "\ufeff名称,精确,关联\r\n'=cmd|calc,12345678901234.123456789,\r\n",
    );
    await expect(csvOf({ fields: ['amount'] }, some)).rejects.toMatchObject({ code: 'query_invalid' });
    await expect(csvOf({}, looker)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(csvOf({ filter: { '==': [{ var: 'nothing' }, 1] } })).rejects.toMatchObject({
      code: 'query_invalid',
    });
  });

  test('filter, search order and more than one page', async () => {
    expect(await csvOf({ fields: ['name'], filter: { '==': [{ var: 'ok' }, true] } })).toBe(
      "\ufeff名称\r\n'=cmd|calc\r\n",
    );
    await bulkCreate(
      ctx,
      THING,
      Array.from({ length: 1_200 }, (_, n) => ({ values: { name: `批 ${n}`, day: '2030-01-01' } })),
    );
    const lines = (await csvOf({ fields: ['name'], filter: { '==': [{ var: 'day' }, '2030-01-01'] } }))
      .trim()
      .split('\r\n');
    expect(lines.slice(1)).toEqual(Array.from({ length: 1_200 }, (_, n) => `批 ${n}`));
  });

  test('xlsx, read by a second library: every kind as it is', async () => {
    const note = '第一行\n第二行 😀 <&> _x0041_ \t尾';
    const made = await createRecord(ctx, THING, {
      values: { ...values()[0], phone: '+8613800138000', name: '9007199254740993', note },
    });
    const { content } = await exported({
      format: 'xlsx',
      fields: [
        'name',
        'exact',
        'amount',
        'share',
        'day',
        'at',
        'ok',
        'tags',
        'phone',
        'note',
        'other',
        '_id',
        '_created_at',
      ],
      filter: { '==': [{ var: '_id' }, made.id] },
    });
    const [titles, row] = await readSheet(await buffer(content), { trim: false });
    expect(titles?.slice(-2)).toEqual(['数据编号', '创建时间']);
    const read = row?.map((cell) => (cell instanceof Date ? wholeSecond(cell) : cell));
    expect(read?.slice(0, -1)).toEqual([
      // Long digits stay text: as a number the last ones would change.
      ...['9007199254740993', '12345678901234.123456789', -1234.5, '25.5%'],
      ...[new Date('2026-03-01T00:00:00Z'), new Date('2026-03-01T14:30:00Z'), '是', 'a、b'],
      ...['138 0013 8000', note, `'=HYPERLINK("x")`, made.id],
    ]);
    // By the clock of the workspace.
    const created = new Date(`${localDateTime(made.meta.createdAt, 'Asia/Shanghai')?.slice(0, 16)}:00Z`);
    expect(read?.at(-1)).toEqual(created);
  });
});
