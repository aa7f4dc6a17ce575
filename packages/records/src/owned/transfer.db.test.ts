import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { JsonObject } from '@trellis/metadata';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  createRecord,
  exportRecords,
  type Imports,
  openImports,
  publishBundle,
  queryRecords,
} from '../server.ts';
import { settled } from '../testing/imports.ts';
import type { ImportBody } from '../transfer/job/body.ts';

const ORDER = 'crm:order';
const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-rows-'));
let at: TestWorkspace;
let ctx: Ctx;
let imports: Imports;
const label = (zh: string) => ({ label: { zh, en: zh } });

beforeAll(async () => {
  at = await openTestWorkspace();
  const lines = field(
    'subform',
    {
      form: {
        properties: {
          item: field('text', {}, label('项目')),
          product: field('reference', { form: 'product' }, label('产品')),
          qty: field('number', { decimals: 0 }, label('数量')),
        },
        required: ['item'],
      } as unknown as JsonObject,
    },
    label('明细'),
  );
  await publishBundle(
    await at.ctx(),
    'crm',
    bundle({
      product: form({ name: field('text') }),
      order: form({
        title: field('text', {}, label('标题')),
        paid: field('checkbox', {}, label('已付')),
        lines,
      }),
    }),
  );
  ctx = await at.ctx();
  imports = openImports({ pool: at.pool, dir, log: ctx.log, open: async () => ctx });
  await createRecord(ctx, 'crm:product', { values: { name: '轴承' } });
});
afterAll(async () => {
  await imports.stop();
  await at.close();
  rmSync(dir, { recursive: true });
});
beforeEach(async () => {
  await at.pool.query(`delete from ${at.schema}.crm__order`);
});

async function importFile(name: string, content: Buffer | string): Promise<ImportBody> {
  const job = await imports.upload(ctx, ORDER, { name, content: Readable.from([Buffer.from(content)]) });
  const previewed = await settled(
    imports,
    ctx,
    ORDER,
    await imports.preview(ctx, ORDER, job.id, job.mapping),
  );
  if (previewed.preview?.invalid) return previewed;
  return settled(imports, ctx, ORDER, await imports.commit(ctx, ORDER, job.id, { skipInvalid: false }));
}

async function orders() {
  const { records } = await queryRecords(ctx, ORDER, { sort: [{ field: 'title', dir: 'asc' }] });
  return records.map(({ values }) => ({
    ...values,
    lines: ((values.lines ?? []) as Record<string, unknown>[]).map(({ _id, ...row }) => row),
  }));
}

test('records leave with their rows below each other, and come back as they were', async () => {
  const { records } = await queryRecords(ctx, 'crm:product', {});
  await bulkCreate(ctx, ORDER, [
    {
      values: {
        title: 'A',
        paid: true,
        lines: [{ item: 'a1', qty: 1, product: records[0]?.id }, { item: 'a2' }],
      },
    },
    { values: { title: 'B', paid: false } },
    { values: { title: 'C', lines: [{ item: 'c1', qty: 3 }] } },
  ]);
  const before = await orders();
  const sort = [{ field: 'title', dir: 'asc' as const }];
  const csv = await exportRecords(ctx, ORDER, { format: 'csv', sort });
  // Not as text, which would leave out the mark that Excel needs.
  const lines = await buffer(csv.content);
  expect(lines.toString()).toBe(
    '\ufeff标题,已付,明细/项目,明细/产品,明细/数量\r\n' +
      'A,是,a1,轴承,1\r\n,,a2,,\r\nB,否,,,\r\nC,,c1,,3\r\n',
  );
  const xlsx = await buffer((await exportRecords(ctx, ORDER, { format: 'xlsx', sort })).content);
  for (const [name, content] of [
    ['订单.csv', lines],
    ['订单.xlsx', xlsx],
  ] as const) {
    await at.pool.query(`delete from ${at.schema}.crm__order`);
    const done = await importFile(name, content);
    expect([done.state, done.result?.created]).toEqual(['done', 3]);
    expect(await orders()).toEqual(before);
  }
});

test('rows of one record may repeat it, and mistakes are told at their line of the file', async () => {
  const head = '标题,已付,明细/项目,明细/数量\n';
  const done = await importFile('重复.csv', `${head}A,是,a1,1\nA,是,a2,2\nB,,b1,3\nB,,b2,\n`);
  expect(done.result?.created).toBe(2);
  expect((await orders()).map(({ lines }) => lines.map(({ item }) => item))).toEqual([
    ['a1', 'a2'],
    ['b1', 'b2'],
  ]);
  const wrong = await importFile('错误.csv', `${head}C,,c1,1\n,,,2\n,,c3,many\n`);
  expect(wrong.preview?.errors.map(({ row, field: of, code }) => [row, of, code])).toEqual([
    [3, 'lines.item', 'required'],
    [4, 'lines.qty', 'invalid_number'],
  ]);
});
