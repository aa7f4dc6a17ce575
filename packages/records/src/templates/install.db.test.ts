import path from 'node:path';
import { localDate } from '@trellis/logic';
import { newId } from '@trellis/metadata';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  createRecord,
  installTemplate,
  listTemplates,
  listUses,
  planInstall,
  publishBundle,
  queryRecords,
  uninstallApp,
} from '../server.ts';
import { SAMPLE, salesApp, type TemplateFolder, templateFolder } from './testing/template-folder.ts';

const TEMPLATE = 'sales-crm';

describe('installing a template', () => {
  let w: TestWorkspace;
  let folder: TemplateFolder;
  beforeAll(() => {
    folder = templateFolder();
  });
  beforeEach(async () => {
    w = await openTestWorkspace();
    folder.write(TEMPLATE, {});
  });
  afterEach(() => w.close());
  afterAll(() => folder.remove());

  const input = (sampleData = true) => ({ dir: folder.dir, template: TEMPLATE, sampleData });
  const install = async (sampleData = true) => installTemplate(await w.ctx(), input(sampleData));
  const records = async (key: string, app = 'sales_crm') =>
    (await queryRecords(await w.ctx(), `${app}:${key}`, {})).records;

  /** Everything in the workspace that an install could leave behind. */
  const contents = async () => {
    const tables = await w.list(
      `select relname from pg_class where relnamespace = '${w.schema}'::regnamespace order by 1`,
    );
    const counts: Record<string, unknown> = {};
    for (const table of [
      'app',
      'definition',
      'definition_version',
      'form_storage',
      'field_storage',
      'member',
      'record_change',
      'counter',
      'import_job',
      'import_mapping',
      'view_setting',
      'public_form',
      'public_submission',
    ])
      [counts[table]] = await w.list(`select count(*) from ${w.schema}.${table}`);
    const roles = await w.list(`select roles from ${w.schema}.member order by id`);
    return { tables, counts, roles };
  };

  test('brings definitions, members and records, dates relative to now', async () => {
    const now = '2026-11-22T20:00:00.000Z';
    const installed = await installTemplate(await w.ctx({ now }), input());
    expect(installed).toEqual({ app: 'sales_crm', records: 2 });
    const uses = async (...fields: string[]) =>
      listUses(await w.ctx(), { app: 'sales_crm', key: 'deal' }, { fields }, folder.dir);
    expect((await uses('closes')).filter(({ kind }) => kind === 'template')).toEqual([
      expect.objectContaining({ label: salesApp().app.label, blocks: false }),
    ]);
    expect((await uses('nothing')).filter(({ kind }) => kind === 'template')).toEqual([]);
    const [deal] = await records('deal');
    const [customer] = await records('customer');
    expect(deal?.values).toEqual({
      title: '仓储升级',
      customer: customer?.id,
      stage: 'open',
      amount: '581000',
      // It is the 23rd in Shanghai already.
      closes: '2026-12-23',
    });
    expect(deal?.meta.createdAt).toBe('2026-11-10T17:00:00.000Z');
    const member = async (name: string) =>
      w.list(`select id from ${w.schema}.member where name = $1 and account_id is null`, [name]);
    expect(await member('陈宇航')).toEqual([deal?.meta.owner]);
    expect(await member('林晓岚')).toEqual([customer?.values.owner2]);
    expect(
      await w.list(`select roles from ${w.schema}.member where sample_of = 'sales_crm' order by name`),
    ).toEqual([[], ['sales_crm:sales']]);
    expect(await w.list(`select distinct cause from ${w.schema}.record_change`)).toEqual(['template']);
  });

  test('is planned in words beforehand and listed afterwards', async () => {
    expect(await planInstall(await w.ctx(), input())).toMatchObject({
      issues: [],
      steps: [
        { code: 'app_installed', params: { forms: 2, roles: 1 } },
        { code: 'sample_records', params: { count: 2, members: 2 } },
      ],
    });
    const [card] = await listTemplates(await w.ctx(), folder.dir);
    expect(card).toMatchObject({ template: TEMPLATE, key: 'sales_crm', sampleRecords: 2, installed: null });
    await install();
    const [after] = await listTemplates(await w.ctx(), folder.dir);
    expect(after?.installed).toEqual({ app: 'sales_crm', version: '1.0.0' });
    expect((await planInstall(await w.ctx(), input())).steps).toEqual([]);
  });

  test('twice does it once, also at the same time', async () => {
    const results = await Promise.all([install(), install(), install()]);
    expect(results.map((result) => result.records).sort()).toEqual([0, 0, 2]);
    const before = [await contents(), (await w.catalog()).version];
    expect(await install()).toEqual({ app: 'sales_crm', records: 0 });
    expect([await contents(), (await w.catalog()).version]).toEqual(before);
  });

  test('of a new version publishes the differences and keeps records and own additions', async () => {
    await install();
    const own = { ...salesApp(), forms: { mine: form({ name: field('text') }) } };
    await publishBundle(await w.ctx(), 'sales_crm', own);
    const next = salesApp();
    const { customer } = next.forms;
    const bundle = {
      ...next,
      forms: {
        ...next.forms,
        ...(customer && {
          customer: { ...customer, properties: { ...customer.properties, city: field('text') } },
        }),
      },
    };
    folder.write(TEMPLATE, { manifest: { version: '1.1.0' }, bundle });
    expect((await planInstall(await w.ctx(), input())).steps.map((step) => step.code)).toEqual([
      'app_upgraded',
      'definition_changed',
    ]);
    expect(await install()).toEqual({ app: 'sales_crm', records: 0 });
    expect((await records('customer')).map((record) => record.values)).toMatchObject([
      { name: '深圳启明', city: null },
    ]);
    expect((await w.catalog()).forms.has('sales_crm:mine')).toBe(true);
    expect(await w.list(`select version from ${w.schema}.app`)).toEqual(['1.1.0']);
  });

  test('under a key of its own where the workspace has an app of that name', async () => {
    await publishBundle(await w.ctx(), 'sales_crm', salesApp());
    expect(await install()).toEqual({ app: 'sales_crm_2', records: 2 });
    expect(await records('deal')).toEqual([]);
    expect((await w.catalog()).forms.get('sales_crm_2:deal')?.fields.get('customer')?.target).toBe(
      'sales_crm_2:customer',
    );
    expect((await records('deal', 'sales_crm_2')).length).toBe(1);
  });

  test.each([
    [
      'a wrong value',
      { customer: [{ $id: 'a', name: '甲', tags: ['nowhere'] }] },
      ['sample', 'customer', 0, 'tags', 0],
    ],
    [
      'a repeated unique value',
      {
        customer: [
          { $id: 'a', name: '甲' },
          { $id: 'b', name: '甲' },
        ],
      },
      ['sample', 'customer', 1, 'name'],
    ],
    [
      'an unknown reference',
      { deal: [{ $id: 'a', title: '甲', customer: { $ref: 'customer/x' } }] },
      ['sample', 'deal', 0, 'customer'],
    ],
    [
      'an unknown member',
      { deal: [{ $id: 'a', title: '甲', _owner: { $member: '无名' } }] },
      ['sample', 'deal', 0, '_owner'],
    ],
    [
      'a wrong moment',
      { deal: [{ $id: 'a', title: '甲', _created_at: { $now: 'soon' } }] },
      ['sample', 'deal', 0, '_created_at'],
    ],
    ['a form that is not there', { nowhere: [{ $id: 'a' }] }, ['sample', 'nowhere']],
    ['no local id', { deal: [{ title: '甲' }] }, ['sample', 'deal', 0, '$id']],
  ])('with %s in the sample data leaves nothing', async (_, sample, at) => {
    const before = await contents();
    const { customer, members } = SAMPLE;
    folder.write(TEMPLATE, { sample: { members, customer, ...sample } });
    await expect(install()).rejects.toMatchObject({ code: 'definition_invalid', issues: [{ path: at }] });
    expect(await contents()).toEqual(before);
    // Without the sample data there is nothing wrong with it, unless its files can't be read.
    if (!at.includes('$id')) expect(await install(false)).toEqual({ app: 'sales_crm', records: 0 });
  });

  test('with a wrong definition leaves nothing and says where', async () => {
    const before = await contents();
    const bundle = { ...salesApp(), forms: { deal: form({ title: field('text', { nonsense: 1 }) }) } };
    folder.write(TEMPLATE, { bundle });
    await expect(install()).rejects.toMatchObject({
      code: 'definition_invalid',
      issues: [{ path: ['forms', 'deal', 'properties', 'title', 'trellis', 'config', 'nonsense'] }],
    });
    expect((await planInstall(await w.ctx(), input())).issues.length).toBeGreaterThan(0);
    expect(await contents()).toEqual(before);
  });

  test('that can’t be read, found or run here is refused', async () => {
    folder.put(`${TEMPLATE}/forms/deal.json`, '{ not json');
    await expect(install()).rejects.toMatchObject({ issues: [{ code: 'unreadable_file' }] });
    folder.write(TEMPLATE, { manifest: { platform: '>=9.0.0' } });
    await expect(install()).rejects.toMatchObject({ issues: [{ code: 'platform_too_old' }] });
    for (const template of ['nowhere', '../sales-crm', '', '.'])
      await expect(installTemplate(await w.ctx(), { ...input(), template })).rejects.toMatchObject({
        code: 'template_not_found',
      });
    expect(await listTemplates(await w.ctx(), path.join(folder.dir, 'nowhere'))).toEqual([]);
  });

  test('and uninstalling it leaves nothing', async () => {
    const before = await contents();
    await install();
    const job = newId();
    await w.pool.query(
      `insert into ${w.schema}.import_job (id, app, form, state) values ($1, 'sales_crm', 'deal', 'done')`,
      [job],
    );
    await w.pool.query(
      `insert into ${w.schema}.import_mapping (id, app, form, member_id, name, shared, document)
       values ($1, 'sales_crm', 'deal', $1, '每月', true, '{}')`,
      [newId()],
    );
    await w.pool.query(
      `insert into ${w.schema}.view_setting (member_id, app, form, view, document) values ($1, 'sales_crm', 'account', 'all', '{}')`,
      [newId()],
    );
    await w.pool.query(
      `insert into ${w.schema}.counter values ('sales_crm:deal:no:2026', 7), ('other:x:no:', 1)`,
    );
    await w.pool.query(`update ${w.schema}.member set roles = roles || '{sales_crm:sales}' where is_admin`);
    await createRecord(await w.ctx(), 'sales_crm:deal', { values: { title: '自己的' } });
    expect(await uninstallApp(await w.ctx(), 'sales_crm')).toEqual({ imports: [job] });
    await w.pool.query(`delete from ${w.schema}.counter where key = 'other:x:no:'`);
    expect(await contents()).toEqual(before);
    expect(await install()).toEqual({ app: 'sales_crm', records: 2 });
  });

  test('and uninstalling it keeps sample members whom others’ records name, or who have a login', async () => {
    await install();
    const [chen, lin] = (await w.list(
      `select id from ${w.schema}.member where sample_of is not null order by name desc`,
    )) as string[];
    await publishBundle(await w.ctx(), 'notes', { ...salesApp(), roles: {} });
    await createRecord(await w.ctx(), 'notes:customer', { values: { name: '甲', owner2: chen } });
    await w.pool.query(`update ${w.schema}.member set account_id = $1 where id = $2`, [newId(), lin]);
    await uninstallApp(await w.ctx(), 'sales_crm');
    const { rows } = await w.pool.query(
      `select id, disabled_at is not null as disabled, sample_of from ${w.schema}.member where not is_admin order by id`,
    );
    expect(rows.sort((a, b) => Number(a.disabled) - Number(b.disabled))).toEqual([
      { id: lin, disabled: false, sample_of: null },
      { id: chen, disabled: true, sample_of: null },
    ]);
  });

  test('has dates of today wherever the workspace is', async () => {
    folder.write(TEMPLATE, {
      sample: { deal: [{ $id: 'a', title: '今天', closes: { $today: 0 }, _created_at: { $today: 0 } }] },
    });
    const now = '2026-03-01T17:30:00.000Z';
    await installTemplate(await w.ctx({ now }), input());
    const [deal] = await records('deal');
    expect(deal?.values.closes).toBe('2026-03-02');
    expect(localDate(deal?.meta.createdAt ?? '', w.workspace.tz)).toBe('2026-03-02');
    expect((deal?.meta.createdAt ?? '') <= now).toBe(true);
  });
});
