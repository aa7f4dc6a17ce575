import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMember, CUSTOMERS, DEALS, dealForm, installCrm } from '../testing/crm.ts';
import { openTestServer, type TestServer, WORKSPACE } from '../testing/server.ts';

/** Every operation once as it is meant to be used; what they do in depth is tested with their engines. */
let server: TestServer;
let token: string;
const here = { workspace: WORKSPACE };
beforeAll(async () => {
  server = await openTestServer();
  token = await server.setUp();
  await installCrm(server, token);
});
afterAll(() => server.close());

describe('definitions', () => {
  const ref = { ...here, kind: 'form', app: 'crm', key: 'deal' } as const;

  test('the catalog holds what was published', async () => {
    const catalog = await server.call('getCatalog', { token, params: here });
    expect(Object.keys(catalog.forms).sort()).toEqual(['crm:customer', 'crm:deal']);
    expect(catalog.forms['crm:deal']?.access.actions).toContain('create');
    expect(catalog.roles).toHaveProperty('crm:sales');
  });

  test('who designs is seen, and field templates are shared', async () => {
    const [mine, second, template] = [newId(), newId(), newId()];
    const attend = (tab: string) => server.call('attendDesign', { token, params: { ...ref, tab } });
    expect((await attend(mine)).others).toEqual([]);
    expect((await attend(second)).others).toHaveLength(1);
    await server.call('leaveDesign', { token, params: { ...ref, tab: mine } });
    expect((await attend(second)).others).toEqual([]);
    const params = { ...here, template };
    const body = { name: '联系方式', parts: { trellis: 'form-parts' } };
    await server.call('saveFieldTemplate', { token, params, body });
    expect(await server.call('listFieldTemplates', { token, params: here })).toEqual({
      templates: [{ id: template, ...body }],
    });
    await server.call('deleteFieldTemplate', { token, params });
    expect(
      await server.refused('saveFieldTemplate', { token, params, body: { ...body, name: ' ' } }),
    ).toMatchObject({ status: 422 });
  });

  test('draft, plan, publish, versions; a stale draft is a conflict', async () => {
    const before = await server.call('getDefinition', { token, params: ref });
    const document = dealForm() as unknown as { properties: Record<string, unknown> };
    document.properties.note = {
      title: '备注',
      trellis: { type: 'textarea', label: { zh: '备注', en: 'Note' }, config: {} },
    };
    const body = { document, revision: before.revision };
    expect(await server.call('saveDraft', { token, params: ref, body })).toEqual({
      revision: before.revision + 1,
      issues: [],
    });
    expect(await server.refused('saveDraft', { token, params: ref, body })).toMatchObject({
      status: 409,
      body: { code: 'definition_conflict' },
    });
    const plan = await server.call('planPublish', { token, params: ref });
    expect(plan.issues).toEqual([]);
    expect(plan.steps.map(({ message }) => message).join()).toContain('备注');
    const published = await server.call('publish', { token, params: ref });
    expect(published.version).toBe(before.version + 1);
    const { versions } = await server.call('listVersions', { token, params: ref });
    expect(versions[0]?.version).toBe(published.version);
    const created = await server.call('createRecord', {
      token,
      params: DEALS,
      body: { values: { title: '立即可用', note: '新字段' } },
    });
    expect(created.values).toMatchObject({ note: '新字段' });
  });

  test('an app is made, changed and removed with everything in it', async () => {
    const document = { vocabulary: 1, label: { zh: '临时', en: 'Temporary' }, menu: [] };
    expect(await server.call('createApp', { token, params: here, body: { key: 'temp', document } })).toEqual({
      key: 'temp',
    });
    const again = await server.refused('createApp', { token, params: here, body: { key: 'temp', document } });
    expect([again.status, again.body.code]).toEqual([409, 'app_exists']);
    const renamed = { ...document, label: { zh: '改名', en: 'Renamed' } };
    await server.call('updateApp', { token, params: { ...here, app: 'temp' }, body: { document: renamed } });
    expect((await server.call('getCatalog', { token, params: here })).apps.temp).toMatchObject({
      label: { zh: '改名' },
    });
    const params = { ...here, app: 'temp' };
    const wrong = await server.refused('uninstallApp', { token, params, query: { confirm: 'other' } });
    expect([wrong.status, wrong.body.issues?.[0]?.path]).toEqual([400, ['confirm']]);
    await server.call('uninstallApp', { token, params, query: { confirm: 'temp' } });
    expect((await server.call('getCatalog', { token, params: here })).apps).not.toHaveProperty('temp');
  });
});

describe('records', () => {
  test('create, get, change, delete, restore, history', async () => {
    const customer = await server.call('createRecord', {
      token,
      params: CUSTOMERS,
      body: { values: { name: '启明' } },
    });
    const deal = await server.call('createRecord', {
      token,
      params: DEALS,
      body: { values: { title: '产线', customer: customer.id, amount: '1200.50', stage: 'open' } },
    });
    const params = { ...DEALS, id: deal.id };
    const read = await server.call('getRecord', { token, params });
    expect(read.values).toMatchObject({ title: '产线', amount: '1200.5', closes: null });
    expect(read.refs[customer.id]).toEqual({ title: '启明' });

    const changed = await server.call('updateRecord', {
      token,
      params,
      body: { version: 1, set: { stage: 'won' } },
    });
    expect([changed.version, changed.values.stage]).toEqual([2, 'won']);
    const stale = await server.refused('updateRecord', {
      token,
      params,
      body: { version: 1, set: { stage: 'lost' } },
    });
    expect([stale.status, stale.body.code]).toEqual([409, 'version_conflict']);
    expect(stale.body.current).toMatchObject({ version: 2 });

    await server.call('deleteRecord', { token, params });
    expect((await server.refused('getRecord', { token, params })).body.code).toBe('record_not_found');
    const restored = await server.call('restoreRecord', { token, params });
    expect(restored.values.stage).toBe('won');
    const { changes } = await server.call('recordHistory', { token, params });
    expect(changes.map(({ op }) => op)).toEqual(['restore', 'delete', 'update', 'create']);
    expect(changes.at(-1)).toMatchObject({ cause: 'api' });
    const newest = await server.call('recordHistory', { token, params, query: { limit: 1 } });
    expect([newest.changes[0]?.op, newest.next]).toEqual(['restore', expect.any(String)]);
    const beside = await server.call('recordNeighbours', { token, params, body: {} });
    expect(beside).toMatchObject({ position: 1, previous: null });
    const related = await server.call('relatedActivity', { token, params, query: {} });
    expect(related).toEqual({ records: [], refs: {}, next: null });
  });

  test('a draft is kept, listed and read by whoever typed it, and goes', async () => {
    const params = { ...DEALS, id: newId() };
    const body = { kept: true, title: '产线', values: { title: '产线', amount: '12,' } };
    const head = await server.call('saveRecordDraft', { token, params, body });
    expect(head).toMatchObject({ id: params.id, app: 'crm', form: 'deal', version: null, kept: true });
    expect((await server.call('listDrafts', { token, params: here })).drafts).toEqual([head]);
    expect(await server.call('getDraft', { token, params })).toEqual({ ...head, values: body.values });
    const other = (await addMember(server, token, 'drew', 'sales')).token;
    expect((await server.call('listDrafts', { token: other, params: here })).drafts).toEqual([]);
    expect((await server.refused('getDraft', { token: other, params })).status).toBe(404);
    await server.call('deleteDraft', { token: other, params });
    const made = { token, params: DEALS, body: { id: params.id, values: { title: '产线' } } };
    await server.call('createRecord', made);
    expect((await server.call('listDrafts', { token, params: here })).drafts).toEqual([]);
    await server.call('deleteDraft', { token, params });
    await server.call('deleteDraft', { token, params });
    expect((await server.refused('getDraft', { token, params })).status).toBe(404);
  });

  test('query, list, group, bulk', async () => {
    const create = ['甲', '乙', '丙'].map((name, i) => ({
      id: newId(),
      values: { title: `批量${name}`, stage: i === 0 ? 'open' : 'won', amount: `${i}` },
    }));
    const { ids } = await server.call('bulkRecords', { token, params: DEALS, body: { create } });
    expect(ids).toEqual(create.map(({ id }) => id));
    const filter = { starts_with: [{ var: 'title' }, '批量'] };
    const sort = [{ field: 'amount', dir: 'desc' as const }];
    const first = await server.call('queryRecords', {
      token,
      params: DEALS,
      body: { filter, sort, limit: 2 },
    });
    expect(first.records.map(({ values }) => values.title)).toEqual(['批量丙', '批量乙']);
    expect(first.total).toEqual({ value: 3, kind: 'exact' });
    const second = await server.call('queryRecords', {
      token,
      params: DEALS,
      body: { filter, sort, limit: 2, after: first.next ?? '' },
    });
    expect(second.records.map(({ id }) => id)).toEqual([ids[0]]);
    expect(second.next).toBeNull();
    const groups = await server.call('groupRecords', {
      token,
      params: DEALS,
      body: { by: [{ field: 'stage' }], totals: { amount: 'sum' }, filter },
    });
    expect(groups.groups).toContainEqual({ keys: ['won'], count: 2, totals: { amount: '3' } });
    const page = await server.send({ url: `/api/v1/w/${WORKSPACE}/records/crm/deal?limit=1`, token });
    expect(page.body.records).toHaveLength(1);
    const search = await server.call('searchWorkspace', { token, params: here, body: { text: '批量丙' } });
    expect(search.forms).toMatchObject([{ form: 'crm:deal', hits: [{ record: { id: ids[2] } }], count: 1 }]);
    await server.call('bulkRecords', { token, params: DEALS, body: { delete: ids } });
    await server.call('bulkRecords', { token, params: DEALS, body: { restore: [ids[0] ?? ''] } });
    const left = await server.call('queryRecords', { token, params: DEALS, body: { filter } });
    expect(left.records.map(({ id }) => id)).toEqual([ids[0]]);
  });
});

describe('members', () => {
  test('an administrator adds, changes and disables; others may only look', async () => {
    const anna = await addMember(server, token, 'anna', 'sales');
    const { members } = await server.call('listMembers', { token: anna.token, params: here });
    expect(members.find(({ id }) => id === anna.id)).toMatchObject({
      name: 'anna',
      roles: ['crm:sales'],
      admin: false,
    });
    const denied = await server.refused('updateMember', {
      token: anna.token,
      params: { ...here, id: anna.id },
      body: { roles: [] },
    });
    expect([denied.status, denied.body.code]).toEqual([403, 'forbidden']);

    const params = { ...here, id: anna.id };
    await server.call('updateMember', { token, params, body: { name: '安娜', roles: ['crm:guest'] } });
    expect(await server.call('me', { token: anna.token, params: here })).toMatchObject({
      name: '安娜',
      roles: ['crm:guest'],
    });
    const phone = async (text: string | null) =>
      (await server.call('updateMember', { token, params, body: { phone: text } })).phone;
    expect(await phone('138 0013 8000')).toBe('+8613800138000');
    expect(await server.call('me', { token: anna.token, params: here })).toMatchObject({
      phone: '+8613800138000',
      roles: ['crm:guest'],
    });
    const wrong = await server.refused('updateMember', { token, params, body: { phone: '12' } });
    expect(wrong.body.issues).toMatchObject([{ path: ['phone'], code: 'invalid_phone' }]);
    expect(await phone('')).toBe(null);
    await server.call('updateMember', { token, params, body: { disabled: true } });
    expect((await server.refused('me', { token: anna.token, params: here })).body.code).toBe('forbidden');
    await server.call('updateMember', { token, params, body: { disabled: false } });
    expect(await server.call('me', { token: anna.token, params: here })).toMatchObject({ disabled: false });
  });

  test('mistakes stand at their field', async () => {
    const issues = async (body: { name: string; roles: string[]; email?: string; password?: string }) =>
      (await server.refused('createMember', { token, params: here, body })).body.issues;
    await addMember(server, token, 'bert', 'guest');
    expect(await issues({ name: 'x', roles: ['crm:nobody'] })).toMatchObject([
      { path: ['roles', 0], code: 'unknown_role' },
    ]);
    expect(await issues({ name: 'x', roles: [], password: 'long enough' })).toMatchObject([
      { path: ['email'] },
    ]);
    const taken = { name: 'x', roles: [], email: 'BERT@example.com', password: 'long enough' };
    expect(await issues(taken)).toMatchObject([{ path: ['email'], code: 'not_unique' }]);
    const me = await server.call('me', { token, params: here });
    const last = await server.refused('updateMember', {
      token,
      params: { ...here, id: me.id },
      body: { disabled: true },
    });
    expect(last.body.issues).toMatchObject([{ path: ['disabled'], code: 'last_administrator' }]);
  });
});

test('a report answers under the member’s rights', async () => {
  const report = {
    form: 'deal',
    dimensions: [{ key: 'stage', path: 'stage' }],
    measures: [{ key: 'count', op: 'count' }],
  };
  const params = { ...here, app: 'crm' };
  const counted = async (bearer: string) => {
    const { rows } = await server.call('runReport', { token: bearer, params, body: { report } });
    return rows.reduce((sum, { values }) => sum + Number(values[0]), 0);
  };
  expect(await counted(token)).toBeGreaterThan(0);
  expect(await counted((await addMember(server, token, 'carl', 'sales')).token)).toBe(0);
});

test('templates are listed, planned and installed once', async () => {
  const { templates } = await server.call('listTemplates', { token, params: here });
  const card = templates.find(({ template }) => template === 'lifecycle-crm');
  expect(card).toMatchObject({ key: 'lifecycle_crm', installed: null });
  const params = { ...here, template: 'lifecycle-crm' };
  const plan = await server.call('planInstall', { token, params });
  expect(plan.issues).toEqual([]);
  expect(plan.steps.length).toBeGreaterThan(0);
  const body = { sampleData: true };
  const installed = await server.call('installTemplate', { token, params, body });
  expect(installed).toEqual({ app: 'lifecycle_crm', records: card?.sampleRecords });
  expect(await server.call('installTemplate', { token, params, body })).toEqual({
    app: 'lifecycle_crm',
    records: 0,
  });
  const unknown = await server.refused('planInstall', { token, params: { ...here, template: 'none' } });
  expect([unknown.status, unknown.body.code]).toEqual([404, 'template_not_found']);
});
