import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { type Ctx, createRecord, publishBundle, queryRecords } from '../server.ts';
import { openWizard } from './testing/wizard.ts';

/** Columns that say together, by several fields of theirs, which records are meant. */

const [ORDER, CUSTOMER] = ['crm:order', 'crm:customer'];
let at: TestWorkspace;
let ctx: Ctx;
let wizard: ReturnType<typeof openWizard>;
const label = (zh: string) => ({ label: { zh, en: zh } });

beforeAll(async () => {
  at = await openTestWorkspace();
  const customer = form({
    name: field('text', {}, label('公司名称')),
    phone: field('phone', {}, label('电话')),
    code: field('text', {}, label('编号')),
  });
  const order = form(
    {
      title: field('text', {}, label('标题')),
      customer: field('reference', { form: 'customer' }, label('客户')),
      pair: field('reference', { form: 'customer', many: true }, label('相关客户')),
    },
    { required: ['title'] },
  );
  await publishBundle(await at.ctx(), 'crm', bundle({ customer, order }));
  ctx = await at.ctx();
  wizard = openWizard(ctx, ORDER);
});
afterAll(async () => {
  await wizard.close();
  await at.close();
});
beforeEach(async () => {
  for (const table of ['crm__order', 'crm__customer'])
    await at.pool.query(`delete from ${at.schema}.${table}`);
});

const make = (name: string, phone: string, code: string) =>
  createRecord(ctx, CUSTOMER, { values: { name, phone, code } });
const orders = async () => {
  const { records, refs } = await queryRecords(ctx, ORDER, { sort: [{ field: 'title', dir: 'asc' }] });
  return records.map(({ values }) => [values.title, values.customer, refs[String(values.customer)]?.title]);
};

test('records of one name are told apart by another column; what is empty counts for nothing', async () => {
  await make('云岭', '13800138000', 'a');
  const second = await make('云岭', '13900139000', 'b');
  const only = await make('青禾', '13700137000', 'c');
  const job = await wizard.checked(
    [
      '标题,客户/公司名称,客户 - 电话',
      '甲,云岭,139 0013 9000',
      '乙,青禾,',
      '丙,,13700137000',
      '丁,云岭,',
      '戊,青禾,13900139000',
      '己,青禾,没有',
      '庚,,',
    ].join('\n'),
  );
  expect(job.mapping.columns).toEqual([
    { column: 0, field: 'title' },
    { column: 1, field: 'customer', matchBy: 'name' },
    { column: 2, field: 'customer', matchBy: 'phone' },
  ]);
  expect(job.preview?.errors.map(({ row, column, code, message }) => [row, column, code, message])).toEqual([
    [5, 1, 'reference_ambiguous', '有 2 条数据都叫“云岭”，请改用不重复的字段匹配'],
    [6, 1, 'reference_unknown', expect.any(String)],
    [7, 1, 'reference_unknown', expect.any(String)],
  ]);
  expect(job.preview?.unmatched.map(({ text }) => text)).toEqual(['青禾｜13900139000', '青禾｜没有']);
  expect((await wizard.commit(job, true)).result).toMatchObject({ created: 4, failed: 3 });
  expect((await orders()).map(([title, id]) => [title, id])).toEqual([
    ['丙', only.id],
    ['庚', null],
    ['甲', second.id],
    ['乙', only.id],
  ]);
});

test('a record that nothing matches is made with all that the columns say, once; a choice names one by its title', async () => {
  const known = await make('云岭', '13800138000', 'a');
  const job = await wizard.upload(
    '标题,客户/公司名称,客户/电话\n甲,新客户,13600136000\n乙,新客户,136-0013-6000\n丙,云龄,1\n',
  );
  const columns = job.mapping.columns.map((column) =>
    column.column === 1
      ? { ...column, unmatched: 'create' as const, replace: { '云龄｜1': '云岭' } }
      : column,
  );
  const checked = await wizard.check(job, { ...job.mapping, columns });
  expect(checked.preview).toMatchObject({ valid: 3, invalid: 0 });
  expect((await wizard.commit(checked)).result).toMatchObject({ created: 3 });
  const { records } = await queryRecords(ctx, CUSTOMER, { sort: [{ field: 'name', dir: 'asc' }] });
  expect(records.map(({ values }) => [values.name, values.phone])).toEqual([
    ['新客户', '+8613600136000'],
    ['云岭', '+8613800138000'],
  ]);
  const made = records.find(({ values }) => values.name === '新客户')?.id;
  expect((await orders()).map(([title, id]) => [title, id])).toEqual([
    ['丙', known.id],
    ['甲', made],
    ['乙', made],
  ]);
});

test('a field has several columns only where each says something else of one record', async () => {
  const job = await wizard.upload('标题,客户,客户2\n甲,a,b\n');
  const columns = (...more: object[]) =>
    [{ column: 0, field: 'title' }, ...more.map((one, index) => ({ column: index + 1, ...one }))] as never;
  const refusal = async (...more: object[]) => {
    const error = await wizard.check(job, { columns: columns(...more) }).then(
      () => undefined,
      (caught: { issues: { path: unknown[]; code: string }[] }) => caught,
    );
    return error?.issues.map(({ path, code }) => `${path.join('.')} ${code}`);
  };
  // The title is meant where nothing is said.
  expect(await refusal({ field: 'customer' }, { field: 'customer', matchBy: 'name' })).toEqual([
    'mapping.columns.2.field field_twice',
  ]);
  expect(await refusal({ field: 'pair' }, { field: 'pair', matchBy: 'phone' })).toEqual([
    'mapping.columns.2.field field_twice',
  ]);
  expect(await refusal({ field: 'customer' }, { field: 'customer', matchBy: 'phone' })).toBeUndefined();
});
