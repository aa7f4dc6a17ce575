import {
  type AppBundle,
  type AppDocument,
  type DashboardCard,
  type DashboardDocument,
  type FormDocument,
  newId,
} from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../../contract.ts';
import { publishChanges } from '../../definitions/publish-changes.ts';
import { bundle, field, form, options, tableView } from '../../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../../definitions/testing/workspace.ts';
import {
  addForms,
  checkStorage,
  createComment,
  createRecord,
  deleteForm,
  deleteRecord,
  exportForm,
  getRecord,
  listBinnedForms,
  mergeRecords,
  planDeletion,
  publishBundle,
  purgeForm,
  queryRecords,
  recordHistory,
  restoreForm,
  restoreRecord,
  runPurges,
  saveDraft,
  searchWorkspace,
  unmergeRecords,
  updateRecord,
  visibleCatalog,
} from '../../server.ts';
import { as, member, role } from '../../testing/people.ts';

const CUSTOMER = { app: 'crm', key: 'customer' };
const ORDER = { app: 'crm', key: 'order' };
let w: TestWorkspace;
let seller: Ctx;
let customer: string;
let order: string;

const card = (of: string, path: string): DashboardCard => ({
  ...{ key: of, label: { zh: of }, x: 0, y: 0, w: 6, h: 4, chart: 'bar', config: {} },
  report: {
    form: of,
    dimensions: [{ key: 'd', path }],
    measures: [{ key: 'n', op: 'count' }],
  },
});
const named = (document: FormDocument, zh: string): FormDocument => ({
  ...document,
  trellis: { ...document.trellis, label: { zh } },
});
const customers = () =>
  named(
    form({
      name: field('text', {}, { searchable: true }),
      region: field('select', options('east', 'west')),
      orders: field('rollup', { rows: 'order@customer', op: 'count' }),
    }),
    '客户',
  );
const orders = (required: readonly string[] = []) =>
  named(
    form(
      {
        title: field('text', {}, { searchable: true }),
        customer: field('reference', { form: 'customer', onDelete: 'restrict' }),
        area: field('lookup', { via: 'customer', path: 'name' }),
        amount: field('money'),
      },
      { required },
    ),
    '订单',
  );
const documents = (): AppBundle =>
  bundle(
    { customer: customers(), order: orders(), note: named(form({ text: field('text') }), '便签') },
    {
      app: {
        vocabulary: 1,
        label: { zh: '测试' },
        menu: [
          {
            key: 'all',
            label: { zh: '全部' },
            items: ['note', 'customer', 'order'].map((key) => ({ kind: 'form', form: key }) as const),
          },
        ],
      },
      views: { customers: tableView('customer', 'name'), orders: tableView('order', 'title', 'area') },
      roles: {
        seller: role({
          customer: { actions: ['view', 'edit'] },
          order: { actions: ['view', 'edit'], hidden: ['amount'] },
        }),
      },
      dashboards: {
        page: {
          vocabulary: 1,
          label: { zh: '总览' },
          cards: [card('customer', 'region'), card('order', 'customer.region')],
        },
      },
    },
  );

beforeAll(async () => {
  w = await openTestWorkspace();
  await publishBundle(await w.ctx(), 'crm', documents());
  const admin = await w.ctx();
  seller = as(admin, await member(w, newId(), '小李', 'seller'));
  customer = (await createRecord(admin, 'crm:customer', { values: { name: '苏州机电', region: 'east' } })).id;
  order = (await createRecord(admin, 'crm:order', { values: { title: '一单', customer } })).id;
  await createComment(
    admin,
    { form: 'crm:customer', record: customer },
    { id: newId(), text: '备注', files: [] },
  );
});
afterAll(() => w.close());

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  );
const seenBy = (ctx: Ctx) =>
  visibleCatalog(ctx) as {
    readonly forms: object;
    readonly views: object;
    readonly apps: Readonly<Record<string, AppDocument>>;
    readonly dashboards: Readonly<Record<string, DashboardDocument>>;
  };
const now = async (ctx: Ctx): Promise<Ctx> => ({ ...ctx, catalog: await w.catalog() });
const purges = async () => runPurges(await w.ctx(), { current: () => w.catalog(), goOn: () => true });

test('what deleting a form touches is told first; what can’t do without it stands in the way', async () => {
  const plan = await planDeletion(await w.ctx(), CUSTOMER);
  expect(plan).toMatchObject({ records: { value: 1, kind: 'exact' }, views: 1 });
  expect(plan.uses.map(({ kind, key, field: at, blocks }) => [kind, key, at, blocks])).toEqual([
    ['form', 'order', 'customer', false],
    ['form', 'order', 'area', false],
    ['dashboard', 'page', undefined, false],
    ['dashboard', 'page', undefined, false],
  ]);
  await publishBundle(await w.ctx(), 'crm', { ...documents(), forms: { order: orders(['customer']) } });
  await expect(deleteForm(await w.ctx(), CUSTOMER)).rejects.toMatchObject({
    code: 'form_in_use',
    details: { uses: [{ kind: 'form', key: 'order', field: 'customer', blocks: true }] },
  });
  await publishBundle(await w.ctx(), 'crm', documents());
  const rows = { '==': [{ var: 'customer.region' }, 'east'] };
  const roles = { guest: role({ order: { actions: ['view'], rows } }) };
  await publishBundle(await w.ctx(), 'crm', { ...documents(), roles });
  expect(await code(deleteForm(await w.ctx(), CUSTOMER))).toBe('form_in_use');
  await publishBundle(await w.ctx(), 'crm', { ...documents(), roles: { guest: role({}) } });
  expect(await code(deleteForm(seller, CUSTOMER))).toBe('forbidden');
});

test('a deleted form is nowhere, what names it goes on, and nobody takes its key', async () => {
  await deleteForm(await w.ctx(), CUSTOMER);
  const admin = await w.ctx();
  const { forms, views, apps, dashboards } = seenBy(admin);
  expect(Object.keys(forms).sort()).toEqual(['crm:note', 'crm:order']);
  expect(Object.keys(views)).toEqual(['crm:orders']);
  expect(apps.crm?.menu[0]?.items).toHaveLength(2);
  expect(dashboards['crm:page']?.cards.map(({ key }) => key)).toEqual(['order']);
  for (const work of [
    () => queryRecords(admin, 'crm:customer', {}),
    () => getRecord(admin, 'crm:customer', customer),
    () => recordHistory(admin, 'crm:customer', customer, {}),
    () => createRecord(admin, 'crm:customer', { values: { name: '新' } }),
  ])
    expect(await code(work())).toBe('form_not_found');
  const found = await searchWorkspace(admin, { text: '苏州' });
  expect(found.forms.map((one) => one.form)).not.toContain('crm:customer');
  for (const work of [
    () => planDeletion(admin, CUSTOMER),
    () => deleteForm(admin, CUSTOMER),
    () => saveDraft(admin, { kind: 'form', ...CUSTOMER }, { document: customers() }),
    async () => exportForm(admin, CUSTOMER),
  ])
    expect(await code(work())).toBe('definition_not_found');
  // The other form works as before, and shows what it knew.
  expect((await getRecord(admin, 'crm:order', order)).values).toMatchObject({ customer, area: '苏州机电' });
  await updateRecord(admin, 'crm:order', order, { set: { title: '改了' } });
  expect((await getRecord(admin, 'crm:order', order)).values).toMatchObject({ customer, area: '苏州机电' });
  const title = { '==': [{ var: 'area' }, '苏州机电'] };
  expect((await queryRecords(admin, 'crm:order', { filter: title })).records).toHaveLength(1);
  expect(await code(updateRecord(admin, 'crm:order', order, { set: { customer: newId() } }))).toBe(
    'validation_failed',
  );
  const parcel = {
    trellis: 'forms',
    version: 1,
    app: 'x',
    forms: { customer: customers() },
    views: {},
    optionSets: [],
  };
  const { forms: added } = await addForms(admin, 'crm', parcel);
  expect([...added.values()]).not.toContain('customer');
});

test('it comes back with all that hung on it; of what is gone meanwhile it lets go', async () => {
  const binned = await listBinnedForms(await w.ctx(), 'crm');
  expect(binned.forms).toMatchObject([
    {
      key: 'customer',
      label: { zh: '客户' },
      by: '管理员',
      records: { value: 1 },
      purging: false,
      sameName: true,
    },
  ]);
  expect(await code(listBinnedForms(await now(seller), 'crm'))).toBe('forbidden');
  await createRecord(await w.ctx(), 'crm:order', { values: { title: '无主' } });
  // A change that its view or its rules would not survive is nobody's trouble while it lies there.
  const lighter = form({ title: field('text'), amount: field('money') });
  const gone = { ...documents(), forms: { order: lighter }, views: { orders: tableView('order', 'title') } };
  const dashboards = {
    page: { vocabulary: 1 as const, label: { zh: '总览' }, cards: [card('customer', 'region')] },
  };
  await publishBundle(await w.ctx(), 'crm', { ...gone, dashboards });
  const { left } = await restoreForm(await w.ctx(), CUSTOMER, { label: { zh: '老客户' } });
  expect(left.map(({ name }) => name)).toEqual(['rollup']);
  const admin = await w.ctx();
  expect(admin.catalog.forms.get('crm:customer')).toMatchObject({ state: 'ok' });
  const { apps, views, dashboards: pages } = seenBy(admin);
  expect(apps.crm?.menu[0]?.items[1]).toEqual({ kind: 'form', form: 'customer' });
  expect(Object.keys(views)).toContain('crm:customers');
  expect(pages['crm:page']?.cards).toHaveLength(1);
  expect(admin.catalog.forms.get('crm:customer')?.document.trellis.label.zh).toBe('老客户');
  expect((await getRecord(await now(seller), 'crm:customer', customer)).values).toMatchObject({
    name: '苏州机电',
  });
  expect((await recordHistory(admin, 'crm:customer', customer, {})).changes).not.toEqual([]);
  expect(await code(restoreForm(admin, CUSTOMER, {}))).toBe('not_found');
});

test('a restored form counts again what came while it was away', async () => {
  await publishBundle(await w.ctx(), 'crm', documents());
  await deleteForm(await w.ctx(), CUSTOMER);
  await updateRecord(await w.ctx(), 'crm:order', order, { set: { customer: null } });
  await restoreForm(await w.ctx(), CUSTOMER, {});
  expect((await getRecord(await w.ctx(), 'crm:customer', customer)).values.orders).toBe('0');
});

test('what points to records from the bin stands in nobody’s way, and goes along with a merge', async () => {
  await publishBundle(await w.ctx(), 'crm', documents());
  const admin = await w.ctx();
  const made = (name: string) => createRecord(admin, 'crm:customer', { values: { name } });
  const [stays, goes] = [await made('留'), await made('去')];
  const { id } = await createRecord(admin, 'crm:order', { values: { title: '单', customer: goes.id } });
  const customerOf = async () => (await getRecord(await w.ctx(), 'crm:order', id)).values.customer;
  expect(await code(deleteRecord(admin, 'crm:customer', goes.id))).toBe('validation_failed');
  await deleteForm(admin, ORDER);
  const records = [stays, goes].map(({ id: record, version }) => ({ id: record, version }));
  const merge = await mergeRecords(await w.ctx(), 'crm:customer', { survivor: stays.id, records });
  await restoreForm(await w.ctx(), ORDER, {});
  expect(await customerOf()).toBe(stays.id);
  await deleteForm(await w.ctx(), ORDER);
  await unmergeRecords(await w.ctx(), 'crm:customer', merge.id);
  await deleteRecord(await w.ctx(), 'crm:customer', stays.id);
  await deleteRecord(await w.ctx(), 'crm:customer', goes.id);
  await restoreRecord(await w.ctx(), 'crm:customer', goes.id);
  await restoreForm(await w.ctx(), ORDER, {});
  expect(await customerOf()).toBe(goes.id);
  await updateRecord(await w.ctx(), 'crm:order', id, { set: { title: '单二' } });
});

test('gone for good it takes everything along, and a kill at any slice leaves work that the next run ends', async () => {
  await publishBundle(await w.ctx(), 'crm', documents());
  await deleteForm(await w.ctx(), CUSTOMER);
  const s = w.schema;
  await w.pool.query(
    `insert into ${s}.record_change (id, form, record_id, version, at, cause, op)
     select gen_random_uuid(), 'crm:customer', $1, n, now(), 'form', 'update' from generate_series(10, 12000) as n`,
    [customer],
  );
  await w.pool.query(
    `insert into ${s}.export_job (id, app, form, member_id, background, document, locale, state, stored, expires_at)
     values (gen_random_uuid(), 'crm', 'customer', $1, true, '{}', 'zh', 'done', true, now() + interval '3 days'),
       (gen_random_uuid(), 'crm', 'customer', $1, true, '{}', 'zh', 'running', false, null)`,
    [seller.actor.id],
  );
  // Blocks that its records are found by; others' stay.
  await w.pool.query(
    `insert into ${s}.likeness (block, record_id) select n, id from generate_series(1, 3) as n,
    unnest(array[$1, $2]::uuid[]) as id on conflict do nothing`,
    [customer, order],
  );
  expect(await code(purgeForm(await now(seller), CUSTOMER))).toBe('forbidden');
  expect(await code(purgeForm(await w.ctx(), ORDER))).toBe('not_found');
  await purgeForm(await w.ctx(), CUSTOMER);
  expect(await code(restoreForm(await w.ctx(), CUSTOMER, {}))).toBe('not_found');
  // Nor does who asked a moment before; and what lives does not go.
  for (const place of [{ revived: 'customer' }, { gone: { form: 'note', views: [] } }])
    expect(
      await code(publishChanges(await w.ctx(), 'crm', (published) => published ?? documents(), place)),
    ).toBe('not_found');
  let slices = 0;
  const once = await runPurges(await w.ctx(), { current: () => w.catalog(), goOn: () => slices++ < 2 });
  expect(once).toBe(false);
  const left = `select count(*)::int from ${s}.record_change where form = 'crm:customer'`;
  expect((await w.list(left))[0]).toBeGreaterThan(5_000);
  // A start meanwhile leaves it alone.
  await checkStorage(w.pool, w.workspace, (await w.ctx()).log);
  expect(await w.list(`select to_regclass('${s}.crm__customer') is not null`)).toEqual([true]);
  // Half gone it does not come back either, whatever comes to need it.
  const rows = { '==': [{ var: 'customer.region' }, 'east'] };
  const needing = { guest: role({ order: { actions: ['view'], rows } }) };
  await publishBundle(await w.ctx(), 'crm', { ...documents(), roles: needing });
  expect(await purges()).toBe(true);
  const [half] = (await listBinnedForms(await w.ctx(), 'crm')).forms;
  expect(half).toMatchObject({ key: 'customer', purging: true, kept: expect.any(String) });
  expect(await code(restoreForm(await w.ctx(), CUSTOMER, {}))).toBe('not_found');
  await publishBundle(await w.ctx(), 'crm', { ...documents(), roles: { guest: role({}) } });
  expect(await purges()).toBe(true);
  for (const table of ['record_change', 'comment', 'follow'])
    expect(await w.list(`select 1 from ${s}.${table} where form = 'crm:customer'`)).toEqual([]);
  for (const table of ['definition', 'definition_version'])
    expect(await w.list(`select 1 from ${s}.${table} where key in ('customer', 'customers')`)).toEqual([]);
  expect(await w.list(`select to_regclass('${s}.crm__customer')`)).toEqual([null]);
  const blocks = `select record_id from ${s}.likeness where block between 1 and 3 group by 1`;
  expect(await w.list(blocks)).toEqual([order]);
  const over = `select state from ${s}.export_job where form = 'customer' and expires_at <= now() order by state`;
  expect(await w.list(over)).toEqual(['cancelled', 'done']);
  const { catalog } = await w.ctx();
  expect([...(catalog.forms.get('crm:order')?.fields.keys() ?? [])]).toEqual(['title', 'amount']);
  expect(catalog.dashboards.get('crm:page')?.cards).toEqual([]);
  expect(catalog.roles.get('crm:seller')?.forms).toEqual({
    order: { actions: ['view', 'edit'], hidden: ['amount'] },
  });
  expect((await getRecord(await w.ctx(), 'crm:order', order)).values.title).toBe('改了');
  expect((await listBinnedForms(await w.ctx(), 'crm')).forms).toEqual([]);
  await publishBundle(await w.ctx(), 'crm', documents());
  expect((await queryRecords(await w.ctx(), 'crm:customer', {})).records).toEqual([]);
});

test('a form whose table is gone is listed, and goes like any other', async () => {
  const lost = { app: 'crm', key: 'lost' };
  const one = bundle({ lost: named(form({ text: field('text') }), '失') });
  await publishBundle(await w.ctx(), 'crm', { ...documents(), forms: one.forms });
  await w.pool.query(`drop table ${w.schema}.crm__lost`);
  await deleteForm(await w.ctx(), lost);
  const [found] = (await listBinnedForms(await w.ctx(), 'crm')).forms;
  expect(found).toMatchObject({ key: 'lost', records: { value: 0, kind: 'exact' } });
  await purgeForm(await w.ctx(), lost);
  expect(await purges()).toBe(true);
  expect((await listBinnedForms(await w.ctx(), 'crm')).forms).toEqual([]);
});

test('after 30 days it goes by itself, unless a rule came to need it', async () => {
  await deleteForm(await w.ctx(), CUSTOMER);
  expect(await purges()).toBe(true);
  expect((await listBinnedForms(await w.ctx(), 'crm')).forms).toHaveLength(1);
  const rows = { '==': [{ var: 'customer.region' }, 'east'] };
  const roles = { guest: role({ order: { actions: ['view'], rows } }) };
  await publishBundle(await w.ctx(), 'crm', { ...documents(), roles });
  await w.pool.query(
    `update ${w.schema}.form_storage set binned_at = now() - interval '31 days' where state = 'binned'`,
  );
  expect(await purges()).toBe(true);
  const [kept] = (await listBinnedForms(await w.ctx(), 'crm')).forms;
  expect(kept).toMatchObject({ key: 'customer', purging: false });
  expect(kept?.kept).not.toBe('');
  expect(await code(purgeForm(await w.ctx(), CUSTOMER))).toBe('definition_invalid');
  await publishBundle(await w.ctx(), 'crm', { ...documents(), roles: { guest: role({}) } });
  expect(await purges()).toBe(true);
  expect((await listBinnedForms(await w.ctx(), 'crm')).forms).toEqual([]);
});
