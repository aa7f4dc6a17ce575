import { type AppBundle, newId, type ViewDocument } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { bundle, field, form, options } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  createComment,
  createRecord,
  deletePersonalView,
  deleteRecord,
  getRecord,
  listBin,
  listPersonalViews,
  publishBundle,
  purgeRecords,
  queryBin,
  queryRecords,
  restoreAs,
  restoreRecord,
  restoreView,
  savePersonalView,
  saveViews,
  sweepBin,
  updateRecord,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';

const CUSTOMER = 'crm:customer';
const OFFER = 'crm:offer';
let w: TestWorkspace;
let admin: Ctx;
let seller: Ctx;
let viewer: Ctx;

const view = (name: string): ViewDocument => ({
  vocabulary: 1,
  form: 'customer',
  kind: 'table',
  label: { zh: name },
  config: { columns: [{ field: 'name' }] },
});
const documents = (): AppBundle =>
  bundle(
    {
      customer: form(
        {
          name: field('text', {}, { searchable: true }),
          phone: field('phone', {}, { unique: true, searchable: true }),
          secret: field('text'),
          lines: field('subform', {
            form: { properties: { product: field('text') }, required: [] } as never,
          }),
          grade: field('select', options('a', 'b')),
        },
        { required: ['name'] },
      ),
      offer: form(
        {
          title: field('text', {}, { searchable: true }),
          amount: field('money', {}, { readonlyWhen: { '==': [{ var: 'stage' }, 'won'] } }),
          note: field('text'),
          stage: field('stage', { ...options('open', 'won', 'lost'), moves: { won: ['lost'] } }),
        },
        { required: ['title'], stageField: 'stage' },
      ),
      deal: form({ title: field('text'), customer: field('reference', { form: 'customer' }) }),
    },
    {
      views: { all: view('全部'), vip: view('大客户') },
      roles: {
        seller: role({
          customer: {
            actions: ['view', 'create', 'edit', 'delete'],
            hidden: ['secret'],
            rows: { '==': [{ var: '_owner_id' }, { var: '$member' }] },
          },
          offer: {
            actions: ['view', 'edit', 'delete'],
            readonly: ['note'],
            rows: { '!=': [{ var: 'stage' }, 'lost'] },
          },
        }),
        viewer: role({ customer: { actions: ['view'] } }),
      },
    },
  );

beforeAll(async () => {
  w = await openTestWorkspace();
  await publishBundle(await w.ctx(), 'crm', documents());
  admin = await w.ctx();
  seller = as(admin, await member(w, newId(), '小李', 'seller'));
  viewer = as(admin, await member(w, newId(), '小王', 'viewer'));
});
afterAll(() => w.close());

const made = async (ctx: Ctx, values: Record<string, unknown>) =>
  (await createRecord(ctx, CUSTOMER, { values, owner: ctx.actor.id })).id;
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: { code: string; issues?: { path: unknown[]; code: string }[] }) =>
      error.issues?.[0] ? `${error.issues[0].path.join('.')} ${error.issues[0].code}` : error.code,
  );

test('the bin shows what one may bring back: who deleted it, when and through what, the latest first', async () => {
  const mine = await made(seller, { name: '苏州机电' });
  const other = await made(admin, { name: '苏州仪表' });
  await deleteRecord({ ...seller, now: '2026-03-01T00:00:00.000Z' }, CUSTOMER, mine);
  await deleteRecord({ ...admin, cause: 'api', now: '2026-03-02T00:00:00.000Z' }, CUSTOMER, other);
  const all = await queryBin(admin, CUSTOMER, { search: '苏州' });
  expect(all.records.map(({ id }) => id)).toEqual([other, mine]);
  expect(all.total).toEqual({ value: 2, kind: 'exact' });
  expect(all.causes).toEqual({ [mine]: 'form', [other]: 'api' });
  expect(all.records[1]?.meta).toMatchObject({
    deletedAt: '2026-03-01T00:00:00.000Z',
    updatedBy: seller.actor.id,
  });
  expect(all.refs[seller.actor.id]?.title).toBe('小李');
  const first = await queryBin(admin, CUSTOMER, { search: '苏州', limit: 1 });
  const second = await queryBin(admin, CUSTOMER, { search: '苏州', limit: 1, after: first.next ?? '' });
  expect(second.records.map(({ id }) => id)).toEqual([mine]);
  const seen = await queryBin(seller, CUSTOMER, {});
  expect(seen.records.map(({ id, values }) => [id, 'secret' in values])).toEqual([[mine, false]]);
  expect(await code(queryBin(viewer, CUSTOMER, {}))).toBe('forbidden');
  expect((await listBin(seller, 'crm')).forms).toEqual([
    { form: 'customer', count: 1, more: false },
    { form: 'offer', count: 0, more: false },
  ]);
  expect((await listBin(viewer, 'crm')).forms).toEqual([]);
  expect((await listBin(admin, 'crm')).forms).toContainEqual({ form: 'customer', count: 2, more: false });
});

test('a record comes back with its rows and what refers to it', async () => {
  const id = await made(admin, { name: '回来', lines: [{ product: '泵' }] });
  const deal = await createRecord(admin, 'crm:deal', { values: { title: '订单', customer: id } });
  await deleteRecord(admin, CUSTOMER, id);
  expect((await getRecord(admin, 'crm:deal', deal.id)).refs[id]).toBeUndefined();
  await restoreRecord(admin, CUSTOMER, id);
  const back = await getRecord(admin, CUSTOMER, id);
  expect(back.values.lines).toMatchObject([{ product: '泵' }]);
  expect((await getRecord(admin, 'crm:deal', deal.id)).refs[id]?.title).toBe('回来');
});

test('where another record has the unique value by now, it comes back with another one, or none', async () => {
  const id = await made(admin, { name: '原来的', phone: '13800000001' });
  await deleteRecord(admin, CUSTOMER, id);
  await made(admin, { name: '后来的', phone: '13800000001' });
  expect(await code(restoreRecord(admin, CUSTOMER, id))).toBe('values.phone not_unique');
  expect(await code(restoreAs(admin, CUSTOMER, id, { phone: '13800000001' }))).toContain('not_unique');
  expect(await code(restoreAs(admin, CUSTOMER, id, { name: null, phone: null }))).toContain('required');
  expect((await queryBin(admin, CUSTOMER, { search: '原来的' })).records).toHaveLength(1);
  const back = await restoreAs(admin, CUSTOMER, id, { phone: null });
  expect(back.values).toMatchObject({ name: '原来的', phone: null });
  const found = await queryRecords(admin, CUSTOMER, { search: '13800000001' });
  expect(found.records.map(({ values }) => values.name)).toEqual(['后来的']);
  await deleteRecord(admin, CUSTOMER, id);
  const other = await restoreAs(admin, CUSTOMER, id, { phone: '13800000002' });
  expect(other.values.phone).toBe('+8613800000002');
  const mine = await made(seller, { name: '卖家的' });
  await deleteRecord(seller, CUSTOMER, mine);
  expect(await code(restoreAs(viewer, CUSTOMER, mine, { phone: null }))).toBe('forbidden');
});

test('what comes back with other values is judged by what stood in it', async () => {
  const values = { title: '阀门', amount: '10', note: '原文', stage: 'won' };
  const { id } = await createRecord(admin, OFFER, { values: { ...values, stage: 'open' } });
  await updateRecord(admin, OFFER, id, { set: { stage: 'won' } });
  const open = await createRecord(admin, OFFER, { values: { title: '泵', stage: 'open' } });
  const foreign = await createRecord(admin, OFFER, { values: { title: '风机', stage: 'lost' } });
  for (const one of [id, open.id, foreign.id]) await deleteRecord(admin, OFFER, one);
  const tried = (record: string, set: Record<string, unknown>) => code(restoreAs(seller, OFFER, record, set));
  expect(await tried(id, { stage: 'open' })).toBe('set.stage step_not_allowed');
  expect(await tried(id, { amount: '1' })).toBe('set.amount readonly_field');
  expect(await tried(id, { amount: null })).toBe('set.amount readonly_field');
  expect(await tried(id, { note: null })).toBe('set.note readonly_field');
  expect(await tried(id, { title: '' })).toBe('set.title required');
  // Of a lost one nobody of the role changes anything.
  expect(await tried(foreign.id, { stage: 'open' })).toBe('record_not_found');
  expect(await tried(open.id, { amount: null })).toBe('ok');
  const { records } = await queryBin(admin, OFFER, {});
  expect(records.map(({ values: own }) => own)).toContainEqual(expect.objectContaining(values));
  expect((await restoreAs(seller, OFFER, id, { title: '球阀' })).values).toMatchObject({
    ...values,
    title: '球阀',
  });
  const found = async (search: string) => (await queryRecords(admin, OFFER, { search })).records.length;
  expect([await found('阀门'), await found('球阀')]).toEqual([0, 1]);
});

test('only administrators delete for good: nothing is left, and a living record stays', async () => {
  const id = await made(admin, { name: '彻底删除', lines: [{ product: '阀' }] });
  const living = await made(admin, { name: '还在' });
  await createComment(admin, { form: CUSTOMER, record: id }, { id: newId(), text: '备注', files: [] });
  await deleteRecord(admin, CUSTOMER, id);
  const twins = `insert into ${w.schema}.twin (form, a, b, score, reasons) values ($1, $2, $3, 90, '[]')`;
  await w.pool.query(twins, [CUSTOMER, ...[id, living].sort()]);
  expect(await code(purgeRecords(seller, CUSTOMER, { ids: [id] }))).toBe('forbidden');
  expect(await purgeRecords(admin, CUSTOMER, { ids: [id, living] })).toEqual({ purged: 1, left: 0 });
  for (const table of ['record_change', 'comment'])
    expect(await w.list(`select 1 from ${w.schema}.${table} where record_id = $1`, [id])).toEqual([]);
  expect(await w.list(`select 1 from ${w.schema}.twin`)).toEqual([]);
  expect(await w.list(`select 1 from ${w.schema}.crm__customer__lines where _parent_id = $1`, [id])).toEqual(
    [],
  );
  expect(await code(restoreRecord(admin, CUSTOMER, id))).toBe('record_not_found');
  expect((await getRecord(admin, CUSTOMER, living)).values.name).toBe('还在');
});

test('after 30 days a deleted record goes by itself', async () => {
  const old = await made(admin, { name: '很久以前' });
  const late = await made(admin, { name: '刚删的' });
  const days = (count: number) => new Date(Date.now() - count * 86_400_000).toISOString();
  await deleteRecord({ ...admin, now: days(31) }, CUSTOMER, old);
  await deleteRecord({ ...admin, now: days(29) }, CUSTOMER, late);
  // What was deleted before there were bins stays 30 days from then on.
  expect(await sweepBin(w.pool, w.schema)).toBe(0);
  await w.pool.query(`update ${w.schema}.meta set bin_since = now() - interval '31 days'`);
  expect(await sweepBin(w.pool, w.schema)).toBeGreaterThan(0);
  const names = (await queryBin(admin, CUSTOMER, {})).records.map(({ values }) => values.name);
  expect(names).toContain('刚删的');
  expect(names).not.toContain('很久以前');
  await updateRecord(admin, CUSTOMER, await made(admin, { name: '之后' }), { set: { grade: 'a' } });
});

test('deleted views come back: one’s own to whoever made them, shared ones to administrators', async () => {
  const id = newId();
  await savePersonalView(seller, CUSTOMER, id, view('我的'));
  await deletePersonalView(seller, CUSTOMER, id);
  expect(await listPersonalViews(seller)).toEqual([]);
  await saveViews(admin, 'crm', { vip: null });
  const after = await w.ctx();
  const [mine, ...none] = (await listBin({ ...seller, catalog: after.catalog }, 'crm')).views;
  expect(none).toEqual([]);
  expect(mine).toMatchObject({ name: id, own: true, form: 'customer', label: { zh: '我的' } });
  const [shared] = (await listBin(after, 'crm')).views;
  expect(shared).toMatchObject({ name: 'vip', own: false, label: { zh: '大客户' }, by: '管理员' });
  const at = { form: 'customer', name: 'vip' };
  expect(await code(restoreView({ ...seller, catalog: after.catalog }, 'crm', at))).toBe('forbidden');
  await restoreView(after, 'crm', at);
  expect((await w.catalog()).views.has('crm:vip')).toBe(true);
  expect(await code(restoreView(await w.ctx(), 'crm', at))).toBe('not_found');
  expect(await code(restoreView(admin, 'crm', { form: 'customer', name: id }))).toBe('not_found');
  await restoreView(seller, 'crm', { form: 'customer', name: id });
  expect((await listPersonalViews(seller)).map((one) => one.id)).toEqual([id]);
});

test('a view that comes back needs room among those that one may have', async () => {
  const id = newId();
  await savePersonalView(viewer, CUSTOMER, id, view('最后'));
  await deletePersonalView(viewer, CUSTOMER, id);
  await w.pool.query(
    `insert into ${w.schema}.personal_view (member_id, id, app, form, document, pos)
     select $1, gen_random_uuid(), 'crm', 'customer', $2, n from generate_series(1, 100) as n`,
    [viewer.actor.id, JSON.stringify(view('一个'))],
  );
  const back = () => code(restoreView(viewer, 'crm', { form: 'customer', name: id }));
  expect(await back()).toBe('document too_many_views');
  const [one] = await listPersonalViews(viewer);
  await deletePersonalView(viewer, CUSTOMER, one?.id ?? '');
  expect(await back()).toBe('ok');
});
