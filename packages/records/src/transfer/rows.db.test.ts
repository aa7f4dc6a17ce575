import type { JsonObject } from '@trellis/metadata';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  batchRecords,
  type Ctx,
  createRecord,
  publishBundle,
  queryRecords,
  runBatches,
  undoBatch,
  updateRecord,
} from '../server.ts';
import { openWizard } from './testing/wizard.ts';

/** Rows of sub-forms into records that are there. */

const ORDER = 'crm:order';
let at: TestWorkspace;
let ctx: Ctx;
let wizard: ReturnType<typeof openWizard>;
const label = (zh: string) => ({ label: { zh, en: zh } });
const now = (): Ctx => ({ ...ctx, now: new Date().toISOString() });

beforeAll(async () => {
  at = await openTestWorkspace();
  const properties = {
    item: field('text', {}, label('项目')),
    qty: field('number', { min: 0 }, label('数量')),
    note: field('text', {}, label('备注')),
  };
  const lines = field(
    'subform',
    { form: { properties, required: ['item'] } as unknown as JsonObject },
    label('明细'),
  );
  const order = form({
    code: field('text', {}, label('编号')),
    title: field('text', {}, label('标题')),
    lines,
  });
  await publishBundle(await at.ctx(), 'crm', bundle({ order }));
  ctx = await at.ctx();
  wizard = openWizard(ctx, ORDER);
});
afterAll(async () => {
  await wizard.close();
  await at.close();
});
const FIRST = [
  { item: '轴承', qty: 1, note: '急' },
  { item: '电机', qty: 2 },
];
beforeEach(async () => {
  await at.pool.query(`delete from ${at.schema}.crm__order`);
  await createRecord(ctx, ORDER, { values: { code: 'A', title: '一', lines: FIRST } });
  await createRecord(ctx, ORDER, { values: { code: 'B', title: '二' } });
});

const orders = async () => {
  const { records } = await queryRecords(ctx, ORDER, { sort: [{ field: 'code', dir: 'asc' }] });
  return records.map(({ values }) => [
    values.code,
    ...((values.lines ?? []) as Record<string, unknown>[]).map(({ item, qty, note }) =>
      [item, qty, note].filter((one) => one !== null).join(' '),
    ),
  ]);
};
const FILE = '编号,明细/项目,明细/数量\nA,电机,2\n,泵,3\n,轴承,9\nB,b1,1\nC,c1,1\n';
const checked = (rows: object, file = FILE) =>
  wizard.checked(file, { policy: 'upsert', match: ['code'], rows } as never);

async function undone(id: string) {
  const { id: back } = await undoBatch(now(), id);
  const { pool, keys, log } = ctx;
  await runBatches({ pool, keys, log }, { current: at.catalog, goOn: () => true });
  return (await batchRecords(ctx, back, {})).records.map(({ issues }) => issues.map(({ code }) => code));
}

test.each([
  ['are replaced', {}, ['A', '电机 2', '泵 3', '轴承 9']],
  ['are added', { lines: { how: 'add' } }, ['A', '轴承 1 急', '电机 2', '电机 2', '泵 3', '轴承 9']],
  ['are matched', { lines: { how: 'match', by: 'item' } }, ['A', '轴承 9 急', '电机 2', '泵 3']],
])('%s, as the preview says, and come back as they were', async (_, rows, first) => {
  const before = await orders();
  const job = await checked(rows);
  expect(job.preview).toMatchObject({ valid: 3, plan: { created: 1, changed: 2, unchanged: 0 } });
  const shown = job.preview?.changes?.find(({ row }) => row === 2)?.cells.lines;
  expect(shown?.before).toBe('轴承 · 1 · 急\n电机 · 2');
  expect(shown?.after.split('\n').map((line) => line.replaceAll(' · ', ' '))).toEqual(first.slice(1));
  const done = await wizard.commit(job);
  expect(done.result).toMatchObject({ created: 1, updated: 2, failed: 0 });
  expect(await orders()).toEqual([first, ['B', 'b1 1'], ['C', 'c1 1']]);
  expect(await undone(done.id)).toEqual([]);
  expect(await orders()).toEqual(before);
});

test('rows that are there already change nothing; those that somebody changed since stay', async () => {
  const same = await checked({}, '编号,明细/项目,明细/数量\nA,轴承,1\n,电机,2\nB,,\n');
  expect(same.preview?.plan).toEqual({ created: 0, changed: 0, unchanged: 2, left: 0 });
  const done = await wizard.commit(await checked({}));
  const { records } = await queryRecords(ctx, ORDER, { filter: { '==': [{ var: 'code' }, 'A'] } });
  await updateRecord(now(), ORDER, String(records[0]?.id), { set: { lines: [{ item: '新' }] } });
  expect(await undone(done.id)).toEqual([['batch_changed_since']]);
  expect(await orders()).toEqual([['A', '新'], ['B']]);
});

test('what is wrong with a row is told where the file has it', async () => {
  const job = await checked({ lines: { how: 'add' } }, '编号,明细/项目,明细/数量\nA,泵,3\n,阀,-1\n');
  expect(job.preview?.errors.map(({ row, field: of, code }) => [row, of, code])).toEqual([
    [3, 'lines.qty', 'too_small'],
  ]);
  await expect(checked({ lines: { how: 'match', by: 'note' } })).rejects.toMatchObject({
    issues: [{ path: ['mapping', 'rows', 'lines', 'by'], code: 'match_unmapped' }],
  });
});
