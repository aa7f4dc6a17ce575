import { setTimeout as wait } from 'node:timers/promises';
import { inTransaction, openPool, poolWithin } from '@trellis/db';
import { newId } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { bundle, field, form, options } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  createComment,
  createRecord,
  deleteRecord,
  getFollow,
  getRecord,
  listComments,
  mergeRecords,
  previewMerge,
  publishBundle,
  purgeRecords,
  queryBin,
  recordHistory,
  recordMerges,
  restoreRecord,
  setFollow,
  unmergeRecords,
  updateRecord,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';

const CUSTOMER = 'crm:customer';
const DEAL = 'crm:deal';
const ORDER = 'crm:order';
let w: TestWorkspace;
let admin: Ctx;
let seller: Ctx;
let editor: Ctx;

const documents = () =>
  bundle(
    {
      customer: form(
        {
          name: field('text'),
          phone: field('phone', {}, { unique: true }),
          secret: field('text'),
          limit: field('text', {}, { readonlyWhen: { not_empty: [{ var: '$before.limit' }] } }),
          tags: field('multi_select', options('vip', 'east')),
          parent: field('reference', { form: 'customer' }),
          lines: field('subform', {
            form: { properties: { product: field('text') }, required: [] } as never,
          }),
          total: field('rollup', { rows: 'deal@customer', op: 'sum', path: 'amount' }),
        },
        { required: ['name'] },
      ),
      deal: form({
        title: field('text'),
        customer: field('reference', { form: 'customer' }),
        amount: field('number', { decimals: 2 }),
      }),
      order: form({
        title: field('text'),
        buyers: field('reference', { form: 'customer', many: true }),
        items: field('subform', {
          form: {
            properties: { what: field('text'), for: field('reference', { form: 'customer' }) },
            required: [],
          } as never,
        }),
      }),
      // One a customer.
      licence: form(
        { title: field('text'), customer: field('reference', { form: 'customer' }) },
        { keys: [{ key: 'one', fields: [{ field: 'customer', as: 'exact' }] }] },
      ),
    },
    {
      roles: {
        seller: role({
          customer: {
            actions: ['view', 'create', 'edit', 'delete'],
            hidden: ['secret'],
            rows: { '==': [{ var: '_owner_id' }, { var: '$member' }] },
          },
        }),
        editor: role({ customer: { actions: ['view', 'edit'] } }),
      },
    },
  );

beforeAll(async () => {
  w = await openTestWorkspace();
  await publishBundle(await w.ctx(), 'crm', documents());
  admin = await w.ctx();
  seller = as(admin, await member(w, newId(), '小李', 'seller'));
  editor = as(admin, await member(w, newId(), '小王', 'editor'));
});
afterAll(() => w.close());

const later = (ctx: Ctx, ms = 1): Ctx => ({ ...ctx, now: new Date(Date.now() + ms).toISOString() });
const made = (ctx: Ctx, ref: string, values: Record<string, unknown>) =>
  createRecord(ctx, ref, { values, owner: ctx.actor.id });
const two = async (a: Record<string, unknown>, b: Record<string, unknown>, ctx = admin) =>
  [await made(ctx, CUSTOMER, { name: '甲', ...a }), await made(ctx, CUSTOMER, { name: '乙', ...b })] as const;
const of = (...records: readonly { id: string; version: number }[]) =>
  records.map(({ id, version }) => ({ id, version }));
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: { code: string; issues?: { path: unknown[]; code: string }[] }) =>
      error.issues?.[0] ? `${error.issues[0].path.join('.')} ${error.issues[0].code}` : error.code,
  );

test('two become one: values as chosen, rows and lists together, and all that points there', async () => {
  const [stays, goes] = await two(
    { tags: ['vip'], lines: [{ product: '泵' }] },
    { phone: '13800000001', tags: ['east'], lines: [{ product: '阀' }] },
  );
  const deal = await made(admin, DEAL, { title: '单', customer: goes.id, amount: '10' });
  const other = await made(admin, DEAL, { title: '单二', customer: stays.id, amount: '5' });
  const order = await made(admin, ORDER, {
    title: '订',
    buyers: [goes.id, stays.id],
    items: [{ what: '一', for: goes.id }, { what: '二' }],
  });
  await createComment(admin, { form: CUSTOMER, record: goes.id }, { id: newId(), text: '说', files: [] });
  await setFollow(editor, CUSTOMER, goes.id, true);
  const current = [await getRecord(admin, CUSTOMER, stays.id), await getRecord(admin, CUSTOMER, goes.id)];
  const [a, b] = current as [(typeof current)[0], (typeof current)[0]];
  const preview = await previewMerge(admin, CUSTOMER, { ids: [a.id, b.id] });
  expect(preview.survivor).toBe(goes.id);
  expect(preview.fields).toContainEqual({ field: 'tags', from: 'all', all: true });
  expect(preview.links).toContainEqual({ record: goes.id, form: DEAL, count: 1 });
  const { id, record } = await mergeRecords(later(admin), CUSTOMER, {
    survivor: stays.id,
    records: of(a, b),
    choose: { name: goes.id, tags: 'all', lines: 'all' },
  });
  expect(record.values).toMatchObject({
    name: '乙',
    phone: expect.stringContaining('13800000001'),
    tags: ['vip', 'east'],
    lines: [{ product: '泵' }, { product: '阀' }],
  });
  expect(Number((await getRecord(admin, CUSTOMER, stays.id)).values.total)).toBe(15);
  expect((await getRecord(admin, DEAL, deal.id)).values.customer).toBe(stays.id);
  const ordered = await getRecord(admin, ORDER, order.id);
  expect(ordered.values).toMatchObject({ buyers: [stays.id], items: [{ for: stays.id }, { for: null }] });
  expect((await listComments(admin, CUSTOMER, stays.id, {})).comments.map(({ text }) => text)).toEqual([
    '说',
  ]);
  expect((await getFollow(editor, CUSTOMER, stays.id)).following).toBe(true);
  expect(await code(getRecord(admin, CUSTOMER, goes.id))).toBe('record_not_found');
  expect((await recordMerges(admin, CUSTOMER, goes.id)).into).toBe(stays.id);
  expect((await recordMerges(admin, CUSTOMER, stays.id)).merges).toMatchObject([
    { id, records: [{ id: goes.id, title: '乙' }], until: expect.any(String) },
  ]);
  const changes = (await recordHistory(admin, ORDER, order.id)).changes;
  expect(
    changes[0]?.fields.map((one) => one.field).concat(changes[1]?.fields.map((one) => one.field) ?? []),
  ).toEqual(expect.arrayContaining(['buyers', 'items']));

  // Somebody has gone on since: what they changed stays, the rest comes apart.
  await updateRecord(later(admin), DEAL, other.id, { set: { amount: '6' } });
  await updateRecord(later(admin), CUSTOMER, stays.id, { set: { name: '丙' } });
  const third = await made(admin, CUSTOMER, { name: '丁' });
  const moved = await made(admin, DEAL, { title: '后来', customer: stays.id });
  await updateRecord(later(admin), ORDER, order.id, { set: { buyers: [third.id] } });
  const undone = await unmergeRecords(later(admin), CUSTOMER, id);
  expect(undone.restored).toEqual([goes.id]);
  expect(undone.kept).toEqual(['name']);
  expect(undone.stayed).toEqual([{ form: ORDER, count: 1 }]);
  expect(undone.record.values).toMatchObject({
    name: '丙',
    phone: null,
    tags: ['vip'],
    lines: [{ product: '泵' }],
  });
  const back = await getRecord(admin, CUSTOMER, goes.id);
  expect(back.values).toMatchObject({ name: '乙', tags: ['east'], lines: b.values.lines });
  expect(Number(back.values.total)).toBe(10);
  expect((await getRecord(admin, DEAL, deal.id)).values.customer).toBe(goes.id);
  expect((await getRecord(admin, DEAL, moved.id)).values.customer).toBe(stays.id);
  expect((await getRecord(admin, ORDER, order.id)).values).toMatchObject({
    buyers: [third.id],
    items: [{ for: goes.id }, { for: null }],
  });
  expect((await listComments(admin, CUSTOMER, goes.id, {})).comments).toHaveLength(1);
  expect((await getFollow(editor, CUSTOMER, stays.id)).following).toBe(false);
  expect((await recordMerges(admin, CUSTOMER, goes.id)).into).toBeNull();
  expect(await code(unmergeRecords(admin, CUSTOMER, id))).toBe(' merge_undone');
});

test('who may not see a field loses nothing in it and learns nothing of it', async () => {
  const [stays, goes] = await two({}, { limit: '已批准' }, seller);
  const known = await updateRecord(admin, CUSTOMER, goes.id, { set: { secret: '密' } });
  const preview = await previewMerge(seller, CUSTOMER, { ids: [stays.id, goes.id] });
  expect(JSON.stringify(preview)).not.toContain('密');
  const merge = (choose: Record<string, string>) =>
    mergeRecords(later(seller), CUSTOMER, { survivor: stays.id, records: of(stays, known), choose });
  expect(await code(merge({ secret: goes.id }))).toBe('choose.secret unknown_field');
  expect(await code(merge({ limit: goes.id }))).toBe('choose.limit readonly_field');
  expect(await code(merge({ name: 'all' }))).toBe('choose.name merge_one_value');
  expect(await code(merge({ name: newId() }))).toBe('choose.name merge_not_among');
  const { record } = await merge({});
  expect('secret' in record.values).toBe(false);
  expect((await getRecord(admin, CUSTOMER, stays.id)).values.secret).toBe('密');
});

test('it takes the right to change and to delete all of them, and the versions that were compared', async () => {
  const [stays, goes] = await two({}, {});
  const input = { survivor: stays.id, records: of(stays, goes) };
  expect(await code(mergeRecords(editor, CUSTOMER, input))).toBe('forbidden');
  expect(await code(previewMerge(editor, CUSTOMER, { ids: [stays.id, goes.id] }))).toBe('forbidden');
  expect(await code(mergeRecords(seller, CUSTOMER, input))).toBe('record_not_found');
  expect(await code(mergeRecords(admin, CUSTOMER, { ...input, survivor: newId() }))).toBe(
    'survivor merge_not_among',
  );
  await updateRecord(admin, CUSTOMER, goes.id, { set: { name: '改过' } });
  expect(await code(mergeRecords(admin, CUSTOMER, input))).toBe('version_conflict');
  expect(await code(unmergeRecords(admin, CUSTOMER, newId()))).toBe('record_not_found');
});

test('references among the records go; chains of merges lead to the last', async () => {
  const [stays, goes] = await two({}, {});
  const below = await updateRecord(admin, CUSTOMER, stays.id, { set: { parent: goes.id } });
  const child = await made(admin, CUSTOMER, { name: '子', parent: goes.id });
  const { record } = await mergeRecords(later(admin), CUSTOMER, {
    survivor: stays.id,
    records: of(below, goes),
  });
  expect(record.values.parent).toBeNull();
  const now = await getRecord(admin, CUSTOMER, child.id);
  expect(now.values.parent).toBe(stays.id);
  await mergeRecords(later(admin), CUSTOMER, { survivor: child.id, records: of(now, record) });
  expect((await recordMerges(admin, CUSTOMER, goes.id)).into).toBe(child.id);
  expect((await getRecord(admin, CUSTOMER, child.id)).values.parent).toBeNull();
});

test('what a form that points there does not allow refuses all of it, by name', async () => {
  const [stays, goes] = await two({}, {});
  for (const { id } of [stays, goes]) await made(admin, 'crm:licence', { title: '证', customer: id });
  const merge = mergeRecords(admin, CUSTOMER, { survivor: stays.id, records: of(stays, goes) });
  expect(await code(merge)).toBe('links.crm:licence merge_link_refused');
  expect((await getRecord(admin, CUSTOMER, goes.id)).values.name).toBe('乙');
  expect((await recordMerges(admin, CUSTOMER, stays.id)).merges).toEqual([]);
});

test('a form that the member has no part in refuses without being named', async () => {
  const [stays, goes] = await two({}, {}, seller);
  for (const { id } of [stays, goes]) await made(admin, 'crm:licence', { title: '证', customer: id });
  const merge = mergeRecords(seller, CUSTOMER, { survivor: stays.id, records: of(stays, goes) });
  expect(await code(merge)).toBe(' merge_link_unseen');
});

test('what can’t be pointed back is told of its form', async () => {
  const [stays, goes] = await two({}, {});
  await made(admin, 'crm:licence', { title: '证', customer: goes.id });
  const { id } = await mergeRecords(later(admin), CUSTOMER, {
    survivor: stays.id,
    records: of(stays, goes),
  });
  await restoreRecord(later(admin), CUSTOMER, goes.id);
  await made(admin, 'crm:licence', { title: '新证', customer: goes.id });
  expect(await code(unmergeRecords(later(admin), CUSTOMER, id))).toBe('links.crm:licence merge_link_refused');
});

/** What is saved in a transaction that ends only once something has come about. */
const unfinished = (save: (ctx: Ctx) => Promise<unknown>, until: () => Promise<boolean>) =>
  inTransaction(w.pool, async ({ client }) => {
    await save({ ...later(admin), pool: poolWithin(client), reads: undefined });
    while (!(await until())) await wait(10);
  });
const someWaits = async () =>
  (
    await w.pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
  ).rowCount === 1;

test('a row that is added meanwhile is there in the history of what the merge changed', async () => {
  const [stays, goes] = await two({}, {});
  const order = await made(admin, ORDER, { title: '订', items: [{ what: '一', for: goes.id }] });
  const [first] = order.values.items as unknown as object[];
  let merge: ReturnType<typeof mergeRecords> | undefined;
  await unfinished(async (ctx) => {
    await updateRecord(ctx, ORDER, order.id, { set: { items: [first, { what: '新' }] } });
    merge = mergeRecords(later(admin), CUSTOMER, { survivor: stays.id, records: of(stays, goes) });
  }, someWaits);
  const done = await merge;
  const items = (await getRecord(admin, ORDER, order.id)).values.items as unknown as { _id: string }[];
  expect(items).toMatchObject([{ for: stays.id }, { what: '新' }]);
  const { rows } = await w.pool.query(
    `select before from ${relation(admin, 'record_change')} where record_id = $1 and batch = $2`,
    [order.id, done?.id],
  );
  expect(rows).toMatchObject([{ before: { items: { order: items.map(({ _id }) => _id) } } }]);
});

test('what is still being saved while records become one points to the one that stays', async () => {
  const [stays, goes] = await two({}, {});
  let order: { id: string } | undefined;
  let merge: ReturnType<typeof mergeRecords> | undefined;
  await unfinished(
    async (ctx) => {
      order = await createRecord(ctx, ORDER, { values: { title: '订', buyers: [goes.id] } });
      merge = mergeRecords(later(admin), CUSTOMER, { survivor: stays.id, records: of(stays, goes) });
    },
    async () => (await code(getRecord(admin, CUSTOMER, goes.id))) !== 'ok',
  );
  const done = await merge;
  const buyers = async () => (await getRecord(admin, ORDER, order?.id ?? '')).values.buyers;
  expect(await buyers()).toEqual([stays.id]);
  await unmergeRecords(later(admin), CUSTOMER, done?.id ?? '');
  expect(await buyers()).toEqual([goes.id]);
});

test('a merged record lies in the bin; a merge of a record that is gone can’t be taken back', async () => {
  const [stays, goes] = await two({}, {});
  const { id } = await mergeRecords(later(admin), CUSTOMER, {
    survivor: stays.id,
    records: of(stays, goes),
  });
  expect((await queryBin(admin, CUSTOMER, {})).records.map((one) => one.id)).toContain(goes.id);
  await deleteRecord(admin, CUSTOMER, stays.id);
  expect(await code(unmergeRecords(admin, CUSTOMER, id))).toBe('record_not_found');
  expect((await recordMerges(admin, CUSTOMER, goes.id)).into).toBeNull();
});

test('what had pointed to a record that is gone for good stays with the one it was merged into', async () => {
  const [stays, goes] = await two({}, {});
  const third = await made(admin, CUSTOMER, { name: '丙' });
  const said = (record: string, text: string) =>
    createComment(admin, { form: CUSTOMER, record }, { id: newId(), text, files: [] });
  await said(goes.id, '乙说');
  await said(third.id, '丙说');
  const order = (...buyers: string[]) => made(admin, ORDER, { title: '订', buyers });
  const [ofGone, ofBoth] = [await order(goes.id), await order(goes.id, third.id)];
  const deal = await made(admin, DEAL, { title: '单', customer: goes.id, amount: '1' });
  const { id } = await mergeRecords(later(admin), CUSTOMER, {
    survivor: stays.id,
    records: of(stays, goes, third),
  });
  const untils = async () => (await recordMerges(admin, CUSTOMER, stays.id)).merges.map(({ until }) => until);
  await purgeRecords(admin, CUSTOMER, { ids: [goes.id] });
  expect(await untils()).toEqual([expect.any(String)]);
  expect((await unmergeRecords(later(admin), CUSTOMER, id)).restored).toEqual([third.id]);
  const buyers = async (one: { id: string }) => (await getRecord(admin, ORDER, one.id)).values.buyers;
  expect(await buyers(ofGone)).toEqual([stays.id]);
  expect(await buyers(ofBoth)).toEqual([stays.id, third.id]);
  expect((await getRecord(admin, DEAL, deal.id)).values.customer).toBe(stays.id);
  const texts = async (record: string) =>
    (await listComments(admin, CUSTOMER, record, {})).comments.map(({ text }) => text);
  expect(await texts(stays.id)).toEqual(['乙说']);
  expect(await texts(third.id)).toEqual(['丙说']);

  const again = await mergeRecords(later(admin), CUSTOMER, {
    survivor: stays.id,
    records: of(await getRecord(admin, CUSTOMER, stays.id), await getRecord(admin, CUSTOMER, third.id)),
  });
  await purgeRecords(admin, CUSTOMER, { ids: [third.id] });
  expect(await code(unmergeRecords(later(admin), CUSTOMER, again.id))).toBe(' merge_record_gone');
  expect(await untils()).toEqual([null, null]);
  expect(await buyers(ofBoth)).toEqual([stays.id]);
});

/** How often; a proof asks for more. */
const KILLS = Number(process.env.TRELLIS_PROOF_KILLS ?? 3) * 4;

test('connections that break at any moment leave all of a merge or nothing', async () => {
  const moments = fc.sample(fc.integer({ min: 0, max: 60 }), { seed: 20261123, numRuns: KILLS });
  for (const moment of moments) {
    const [stays, goes] = await two({}, { phone: null });
    const deals = await Promise.all(
      ['一', '二', '三'].map((title) => made(admin, DEAL, { title, customer: goes.id, amount: '1' })),
    );
    const name = `merge-${Math.random()}`;
    const pool = openPool({ connectionString: w.url, max: 2, applicationName: name });
    const merge = mergeRecords({ ...later(admin), pool }, CUSTOMER, {
      survivor: stays.id,
      records: of(await getRecord(admin, CUSTOMER, stays.id), await getRecord(admin, CUSTOMER, goes.id)),
    }).catch(() => undefined);
    await wait(moment);
    await w.pool.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [
      name,
    ]);
    await merge;
    await pool.end();
    const gone = (await code(getRecord(admin, CUSTOMER, goes.id))) !== 'ok';
    const at = gone ? stays.id : goes.id;
    for (const deal of deals) expect((await getRecord(admin, DEAL, deal.id)).values.customer).toBe(at);
    expect(Number((await getRecord(admin, CUSTOMER, at)).values.total)).toBe(3);
    expect((await recordMerges(admin, CUSTOMER, stays.id)).merges).toHaveLength(gone ? 1 : 0);
  }
});
