import { buffer } from 'node:stream/consumers';
import type { JsonObject } from '@trellis/metadata';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { type Ctx, publishBundle, queryRecords } from '../server.ts';
import { openWizard } from './testing/wizard.ts';

/** What is wrong in files, and how many mistakes are mended at once. */

const ORDER = 'crm:order';
let at: TestWorkspace;
let ctx: Ctx;
let wizard: ReturnType<typeof openWizard>;
const label = (zh: string) => ({ label: { zh, en: zh } });

beforeAll(async () => {
  at = await openTestWorkspace();
  const properties = {
    item: field('text', {}, label('项目')),
    qty: field('number', {}, label('数量')),
  };
  const lines = field(
    'subform',
    { form: { properties, required: ['item'] } as unknown as JsonObject },
    label('明细'),
  );
  const fields = {
    title: field('text', { maxLength: 20 }, label('标题')),
    code: field('text', {}, { ...label('编号'), unique: true }),
    amount: field('number', {}, label('金额')),
    day: field('date', {}, label('日期')),
    lines,
  };
  const checks = [
    {
      key: 'small',
      when: { '>': [{ var: 'amount' }, 1000] },
      message: { zh: '金额太大', en: 'Too much' },
    },
  ];
  const order = form(fields, { required: ['title'], checks });
  await publishBundle(await at.ctx(), 'crm', bundle({ order }));
  ctx = await at.ctx();
  wizard = openWizard(ctx, ORDER);
});
afterAll(async () => {
  await wizard.close();
  await at.close();
});
beforeEach(() => at.pool.query(`delete from ${at.schema}.crm__order`));

const FILE = [
  '标题,编号,金额,日期',
  '甲,1,10,2026-02-30',
  '乙,2,x,2026-02-30',
  ',3,20,2026-13-01',
  '丁,1,x,2026-03-01',
  '戊,5,5000,2026-03-02',
  '己,6,1,2026-03-03',
].join('\n');

const stored = async () => {
  const sort = [{ field: 'code', dir: 'asc' as const }];
  const { records } = await queryRecords(ctx, ORDER, { sort });
  return records.map(({ values }) => [values.title, values.code, values.amount, values.day]);
};

describe('mistakes', () => {
  test('are told by kind and column, with what stands there, and page by page', async () => {
    const job = await wizard.checked(FILE);
    expect(job.preview).toMatchObject({ valid: 1, invalid: 5 });
    expect(
      job.preview?.groups?.map(({ kind, column, count, texts }) => [
        kind,
        column,
        count,
        ...texts.map(({ text, count: times }) => `${text}:${times}`),
      ]),
    ).toEqual([
      ['invalid_date', 3, 3, '2026-02-30:2', '2026-13-01:1'],
      ['invalid_number', 2, 2, 'x:2'],
      ['required', 0, 1],
      ['not_unique', 1, 1, '1:1'],
      ['check_failed:small', undefined, 1],
    ]);
    expect(job.preview?.groups?.at(-1)?.message).toBe('金额太大');
    const page = (query: object) => wizard.imports.problems(ctx, ORDER, job.id, query);
    const dates = { kind: 'invalid_date', column: 3 };
    const first = await page({ ...dates, limit: 2 });
    expect(first.errors.map(({ row, text }) => [row, text])).toEqual([
      [2, '2026-02-30'],
      [3, '2026-02-30'],
    ]);
    const second = await page({ ...dates, limit: 2, after: first.next ?? 0 });
    expect([second.errors.map(({ row }) => row), second.next]).toEqual([[4], null]);
    expect((await page({})).errors).toHaveLength(8);
  });

  test('are mended all alike: another text, nothing, or without their rows', async () => {
    const job = await wizard.checked(FILE);
    const fixes = [
      { kind: 'invalid_date', column: 3, text: '2026-02-30', instead: '2026-02-28' },
      { kind: 'invalid_date', column: 3, text: '2026-13-01', instead: '' },
      { kind: 'invalid_number', column: 2, instead: '7' },
      { kind: 'required', column: 0, instead: '无标题' },
      { kind: 'check_failed:small' },
    ];
    const mended = await wizard.check(job, { ...job.mapping, fixes });
    expect(mended.preview).toMatchObject({ valid: 4, invalid: 1, dropped: 1 });
    expect(mended.mapping.fixes?.map(({ rows }) => rows)).toEqual([[2, 3], [4], [3, 5], [4], [6]]);
    expect(mended.preview?.groups?.map(({ kind }) => kind)).toEqual(['duplicate_in_file']);
    // The second one of the two that are alike is left out; the first answers stay where they were.
    const last = { kind: 'duplicate_in_file', column: 1 };
    const right = await wizard.check(mended, {
      ...mended.mapping,
      fixes: [...(mended.mapping.fixes ?? []), last],
    });
    expect(right.preview).toMatchObject({ valid: 4, invalid: 0, dropped: 2 });
    expect(await wizard.commit(right)).toMatchObject({
      state: 'done',
      result: { created: 4, failed: 0, left: 2 },
    });
    expect(await stored()).toEqual([
      ['甲', '1', '10', '2026-02-28'],
      ['乙', '2', '7', '2026-02-28'],
      ['无标题', '3', '20', null],
      ['己', '6', '1', '2026-03-03'],
    ]);
  });
});

describe('a workbook of errors', () => {
  const open = async (id: string) => {
    const { name, content } = await wizard.imports.errors(ctx, ORDER, id);
    const bytes = await buffer(content);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    const sheet = book.worksheets[0];
    if (!sheet) throw new Error('no sheet');
    const texts = sheet
      .getSheetValues()
      .slice(1)
      .map((row) => (row as unknown[]).slice(1));
    return { name, bytes, book, sheet, texts };
  };

  test('has the rows in the columns of the file, marked and with reasons, and is imported as it is', async () => {
    const job = await wizard.checked('编号,备用,标题,金额\n1,=x(),好,1\n2,=y(),坏,多\n3,,,2\n');
    expect(await wizard.commit(job, true)).toMatchObject({ result: { created: 1, failed: 2 } });
    const { name, book, sheet, texts } = await open(job.id);
    expect(name).toBe('数据-错误.xlsx');
    expect(texts).toEqual([
      ['编号', '备用', '标题', '金额', '错误原因'],
      ['2', "'=y()", '坏', '多', '金额: 不是有效的数字'],
      ['3', '', '', '2', '标题: 请填写标题'],
    ]);
    const bad = sheet.getCell('D2');
    expect(bad.fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } });
    expect(JSON.stringify(bad.note)).toContain('不是有效的数字');
    expect(sheet.getCell('C2').fill?.type).not.toBe('pattern');
    sheet.getCell('D2').value = 5;
    sheet.getCell('C3').value = '补上';
    const again = await wizard.upload(Buffer.from(await book.xlsx.writeBuffer()), '改好.xlsx');
    expect(again.remembered).toBe(true);
    expect(again.mapping.columns).toEqual(job.mapping.columns);
    const done = await wizard.commit(await wizard.check(again, again.mapping));
    expect(done.result).toMatchObject({ created: 2, failed: 0 });
    expect((await stored()).map(([title]) => title)).toEqual(['好', '坏', '补上']);
  });

  test('has every row of a record of which one is wrong', async () => {
    const head = '标题,明细/项目,明细/数量\n';
    const job = await wizard.checked(`${head}A,a1,1\n,a2,2\nB,b1,1\n,b2,多\n,b3,3\nC,c1,1\n`);
    expect(job.preview).toMatchObject({ valid: 2, invalid: 1 });
    const many = await wizard.checked(`${head}A,,1\n,,2\n,a3,3\n`);
    expect(many.preview).toMatchObject({ valid: 0, invalid: 1, errors: [{ row: 2 }, { row: 3 }] });
    const { texts } = await open(job.id);
    expect(texts.slice(1).map(([title, item, , reason]) => [title, item, reason])).toEqual([
      ['B', 'b1', ''],
      ['', 'b2', '明细/数量: 不是有效的数字'],
      ['', 'b3', ''],
    ]);
  });
});
