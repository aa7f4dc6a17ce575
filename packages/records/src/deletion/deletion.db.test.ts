import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  bulkDelete,
  createRecord,
  deleteRecord,
  getBatch,
  getRecord,
  mergeRecords,
  previewBatch,
  previewDelete,
  publishBundle,
  purgeRecords,
  queryBin,
  recordHistory,
  restoreRecord,
  runBatches,
  startBatch,
  undoBatch,
  updateRecord,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';
import { deleteMade } from '../write/delete.ts';

const CUSTOMER = 'crm:customer';
const DEAL = 'crm:deal';
const TASK = 'crm:task';
const NOTE = 'crm:note';
const ORDER = 'crm:order';
let w: TestWorkspace;
let admin: Ctx;
let seller: Ctx;

const to = (target: string, onDelete?: string, more = {}) =>
  field('reference', { form: target, ...(onDelete ? { onDelete } : {}), ...more });
const documents = () =>
  bundle(
    {
      customer: form(
        {
          name: field('text'),
          parent: to('customer', 'cascade'),
          total: field('rollup', { rows: 'deal@customer', op: 'sum', path: 'amount' }),
        },
        { required: ['name'] },
      ),
      deal: form({
        title: field('text', {}, { unique: true }),
        customer: to('customer', 'cascade'),
        amount: field('number'),
      }),
      task: form({ title: field('text'), deal: to('deal', 'cascade'), customer: to('customer') }),
      note: form({
        title: field('text'),
        customer: to('customer', 'clear'),
        others: to('customer', 'clear', { many: true }),
        lines: field('subform', {
          form: { properties: { what: field('text'), for: to('customer', 'clear') }, required: [] } as never,
        }),
      }),
      order: form({ title: field('text'), customer: to('customer', 'restrict') }),
    },
    {
      roles: {
        seller: role({
          customer: { actions: ['view', 'create', 'edit', 'delete'] },
          deal: {
            actions: ['view', 'create', 'edit', 'delete'],
            rows: { '==': [{ var: '_owner_id' }, { var: '$member' }] },
          },
          task: { actions: ['view', 'delete'] },
        }),
      },
    },
  );

beforeAll(async () => {
  w = await openTestWorkspace();
  await publishBundle(await w.ctx(), 'crm', documents());
  admin = await w.ctx();
  seller = as(admin, await member(w, newId(), '小李', 'seller'));
});
afterAll(() => w.close());

const later = (ctx: Ctx): Ctx => ({ ...ctx, now: new Date().toISOString() });
const made = (ref: string, values: Record<string, unknown>, ctx = admin) =>
  createRecord(ctx, ref, { values, owner: ctx.actor.id });
const customer = (name: string, more = {}) => made(CUSTOMER, { name, ...more });
const remove = (ref: string, id: string, ctx = admin) => deleteRecord(later(ctx), ref, id);
const back = (ref: string, id: string, ctx = admin) => restoreRecord(later(ctx), ref, id);
const values = async (ref: string, id: string) => (await getRecord(admin, ref, id)).values;
const isThere = (ref: string, id: string) =>
  getRecord(admin, ref, id).then(
    () => true,
    () => false,
  );
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: { code: string; issues: { path: unknown[]; code: string; params?: object }[] }) =>
      error.issues.map(({ path, code, params }) => ({ path, code, ...params })),
  );
const worked = async (id: string) => {
  const { pool, keys, log } = admin;
  await runBatches({ pool, keys, log }, { current: w.catalog, goOn: () => true });
  return getBatch(later(admin), id);
};
let number = 0;
const deal = (of: string, ctx = admin) =>
  made(DEAL, { title: `单${number++}`, customer: of, amount: '5' }, ctx);

test('what goes along goes through as many forms as it takes, and comes back with what it went with', async () => {
  const one = await customer('甲');
  const below = await customer('甲子', { parent: one.id });
  const sale = await deal(below.id);
  const task = await made(TASK, { title: '活', deal: sale.id, customer: one.id });
  const other = await deal((await customer('乙')).id);
  expect((await previewDelete(admin, CUSTOMER, { ids: [one.id] })).effects).toEqual([
    { what: 'along', form: CUSTOMER, count: 1, more: false, records: [below.id] },
    { what: 'along', form: DEAL, count: 1, more: false, records: [sale.id] },
    { what: 'along', form: TASK, count: 1, more: false, records: [task.id] },
  ]);
  await remove(CUSTOMER, one.id);
  for (const [ref, { id }] of [
    [CUSTOMER, below],
    [DEAL, sale],
    [TASK, task],
  ] as const)
    expect(await isThere(ref, id)).toBe(false);
  expect(await isThere(DEAL, other.id)).toBe(true);
  const bin = await queryBin(admin, DEAL, {});
  expect(bin.causes[sale.id]).toBe('linked');
  // One that comes back by itself leaves the others where they are.
  await back(DEAL, sale.id);
  expect(await isThere(TASK, task.id)).toBe(true);
  expect(await isThere(CUSTOMER, below.id)).toBe(false);
  await remove(DEAL, sale.id);
  await back(CUSTOMER, one.id);
  expect(await isThere(CUSTOMER, below.id)).toBe(true);
  expect(await isThere(DEAL, sale.id)).toBe(false);
  await back(DEAL, sale.id);
  expect(Number((await values(CUSTOMER, below.id)).total)).toBe(5);
  expect((await values(TASK, task.id)).deal).toBe(sale.id);
});

test('what points there is emptied with history, and filled again unless somebody changed it', async () => {
  const [one, two] = [await customer('甲'), await customer('乙')];
  const note = await made(NOTE, {
    title: '记',
    customer: one.id,
    others: [two.id, one.id],
    lines: [
      { what: '一', for: one.id },
      { what: '二', for: two.id },
    ],
  });
  const changed = await made(NOTE, { title: '改', customer: one.id });
  const emptied = await made(NOTE, { title: '空', customer: one.id });
  const binned = await made(NOTE, { title: '删', customer: one.id });
  expect((await previewDelete(admin, CUSTOMER, { ids: [one.id] })).effects).toMatchObject([
    { what: 'clear', form: NOTE, count: 4 },
  ]);
  await remove(CUSTOMER, one.id);
  expect(await values(NOTE, note.id)).toMatchObject({
    customer: null,
    others: [two.id],
    lines: [{ for: null }, { for: two.id }],
  });
  const { changes } = await recordHistory(admin, NOTE, note.id);
  expect(changes.slice(0, 3).map(({ cause }) => cause)).toEqual(['linked', 'linked', 'linked']);
  await updateRecord(later(admin), NOTE, changed.id, { set: { customer: two.id } });
  await updateRecord(later(admin), NOTE, emptied.id, { set: { customer: two.id } });
  await updateRecord(later(admin), NOTE, emptied.id, { set: { customer: null } });
  await remove(NOTE, binned.id);
  await back(CUSTOMER, one.id);
  expect(await values(NOTE, note.id)).toMatchObject({
    customer: one.id,
    others: [two.id, one.id],
    lines: [{ for: one.id }, { for: two.id }],
  });
  expect((await values(NOTE, changed.id)).customer).toBe(two.id);
  expect((await values(NOTE, emptied.id)).customer).toBe(null);
  // It had to wait for the record itself.
  await back(NOTE, binned.id);
  expect((await values(NOTE, binned.id)).customer).toBe(one.id);
});

test('what stands in the way refuses all of it, and tells no more than the member sees', async () => {
  const one = await customer('甲');
  const order = await made(ORDER, { title: '订', customer: one.id });
  const sale = await deal(one.id);
  expect(await refused(remove(CUSTOMER, one.id))).toEqual([
    { path: [], code: 'delete_restricted', form: '表单', form_en: 'Form', count: '1' },
  ]);
  expect(await isThere(DEAL, sale.id)).toBe(true);
  // The deal is somebody else's, the order in a form that does not exist for them.
  expect(await refused(remove(CUSTOMER, one.id, seller))).toEqual([
    { path: [], code: 'delete_restricted_unseen' },
    { path: [], code: 'delete_along_unseen' },
  ]);
  expect((await previewDelete(seller, CUSTOMER, { ids: [one.id] })).effects).toEqual([
    { what: 'restrict', form: null, count: 0, more: false, records: [] },
    { what: 'forbidden', form: null, count: 0, more: false, records: [] },
  ]);
  const free = await customer('乙');
  expect(await refused(bulkDelete(later(admin), CUSTOMER, [free.id, one.id]))).toMatchObject([
    { path: ['delete', 1], code: 'delete_restricted' },
  ]);
  // In the bin it holds nothing.
  await remove(ORDER, order.id);
  await remove(CUSTOMER, one.id);
  expect(await isThere(DEAL, sale.id)).toBe(false);
});

test('the right to delete what goes along is asked of each record', async () => {
  const one = await customer('甲');
  const own = await deal(one.id, seller);
  await remove(CUSTOMER, one.id, seller);
  expect(await isThere(DEAL, own.id)).toBe(false);
  await back(CUSTOMER, one.id, seller);
  expect(await isThere(DEAL, own.id)).toBe(true);
  await made(DEAL, { title: '别人的', customer: one.id });
  expect(await refused(remove(CUSTOMER, one.id, seller))).toEqual([
    { path: [], code: 'delete_along_unseen' },
  ]);
});

test('a batch skips what is held, takes along the rest, and its undo brings all of it back', async () => {
  const [free, held] = [await customer('甲'), await customer('乙')];
  const below = await customer('甲子', { parent: free.id });
  const sale = await deal(free.id);
  await made(ORDER, { title: '订', customer: held.id });
  const records = { ids: [free.id, held.id, below.id] };
  const preview = await previewBatch(admin, CUSTOMER, { records, action: { op: 'delete' } });
  expect(preview.effects).toMatchObject([
    { what: 'restrict', form: ORDER, count: 1 },
    { what: 'along', form: DEAL, count: 1, records: [sale.id] },
  ]);
  const { id } = await startBatch(later(admin), CUSTOMER, { records, action: { op: 'delete' } });
  expect(await worked(id)).toMatchObject({ done: 2, skipped: 1 });
  expect(await isThere(DEAL, sale.id)).toBe(false);
  expect(await isThere(CUSTOMER, held.id)).toBe(true);
  const undo = await undoBatch(later(admin), id);
  expect(await worked(undo.id)).toMatchObject({ skipped: 0 });
  for (const one of [free, below]) expect(await isThere(CUSTOMER, one.id)).toBe(true);
  expect(await isThere(DEAL, sale.id)).toBe(true);
});

test('what was made is not taken back over somebody’s work of after that', async () => {
  const { ids } = await bulkCreate({ ...later(admin), cause: 'batch' }, CUSTOMER, [
    { values: { name: '甲' } },
  ]);
  const [id = ''] = ids;
  await deal(id);
  expect(await refused(deleteMade(later(admin), CUSTOMER, [id]))).toMatchObject([
    { code: 'delete_restricted' },
  ]);
});

test('what went along goes for good with it, and a merge takes nothing along', async () => {
  const one = await customer('甲');
  const sale = await deal(one.id);
  await remove(CUSTOMER, one.id);
  await purgeRecords(admin, CUSTOMER, { ids: [one.id] });
  expect((await queryBin(admin, DEAL, {})).records.map(({ id }) => id)).not.toContain(sale.id);
  expect(await w.list(`select 1 from ${w.schema}.deletion_effect where record_id = '${sale.id}'`)).toEqual(
    [],
  );
  const [stays, goes] = [await customer('丙'), await customer('丁')];
  const [moved, held] = [await deal(goes.id), await made(ORDER, { title: '订', customer: goes.id })];
  await mergeRecords(later(admin), CUSTOMER, {
    survivor: stays.id,
    records: [stays, goes].map(({ id, version }) => ({ id, version })),
  });
  expect((await values(DEAL, moved.id)).customer).toBe(stays.id);
  expect((await values(ORDER, held.id)).customer).toBe(stays.id);
});

test('what points there and what is deleted at the same moment see each other', async () => {
  for (let round = 0; round < 10; round++) {
    const one = await customer('甲');
    const [order] = await Promise.allSettled([
      made(ORDER, { title: '订', customer: one.id }),
      remove(CUSTOMER, one.id),
    ]);
    expect(order.status === 'fulfilled').toBe(await isThere(CUSTOMER, one.id));
  }
});

test('what somebody could not bring back comes back with the next who may', async () => {
  const one = await customer('甲');
  const [theirs, others] = [await deal(one.id, seller), await deal(one.id)];
  await remove(CUSTOMER, one.id);
  await back(CUSTOMER, one.id, seller);
  expect([await isThere(DEAL, theirs.id), await isThere(DEAL, others.id)]).toEqual([true, false]);
  await remove(CUSTOMER, one.id);
  await back(CUSTOMER, one.id);
  expect([await isThere(DEAL, theirs.id), await isThere(DEAL, others.id)]).toEqual([true, true]);
});
