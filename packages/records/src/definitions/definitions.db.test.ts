import type { AppBundle, FormDocument } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bulkCreate,
  createApp,
  createRecord,
  getDefinition,
  getVersion,
  listVersions,
  planPublish,
  publish,
  publishBundle,
  saveDraft,
  uninstallApp,
  updateApp,
} from '../server.ts';
import { bundle, crm, field, form, options, tableView } from './testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from './testing/workspace.ts';

const DEAL = { kind: 'form', app: 'crm', key: 'deal' } as const;
const menu = (label: string) => ({ vocabulary: 1, label: { zh: label }, menu: [] });

describe('drafts', () => {
  let w: TestWorkspace;
  beforeAll(async () => {
    w = await openTestWorkspace();
    await createApp(await w.ctx(), 'crm', menu('客户'));
  });
  afterAll(() => w.close());

  test('a new definition is saved, corrected and published', async () => {
    const ctx = await w.ctx();
    const unfinished = await saveDraft(ctx, DEAL, { document: { properties: {} }, revision: 0 });
    expect(unfinished.revision).toBe(1);
    expect(unfinished.issues.length).toBeGreaterThan(0);
    expect(unfinished.issues.map((issue) => issue.path[0])).not.toContain('forms');
    expect((await getDefinition(ctx, DEAL)).issues).toEqual(unfinished.issues);
    await expect(publish(ctx, DEAL)).rejects.toMatchObject({ code: 'definition_invalid' });

    const document = form({ title: field('text') });
    expect(await saveDraft(ctx, DEAL, { document, revision: 1 })).toEqual({ revision: 2, issues: [] });
    const published = await publish(ctx, DEAL);
    expect(published).toMatchObject({ version: 1, metaVersion: (await w.catalog()).version });
    expect(await getDefinition(ctx, DEAL)).toMatchObject({ draft: null, version: 1, revision: 2 });
    await createRecord(await w.ctx(), 'crm:deal', { values: { title: '一' } });
  });

  test('who edits an old revision gets the other one’s draft', async () => {
    const ctx = await w.ctx();
    const mine = form({ title: field('text'), mine: field('number') });
    const theirs = form({ title: field('text'), theirs: field('number') });
    expect(await saveDraft(ctx, DEAL, { document: theirs, revision: 2 })).toMatchObject({ revision: 3 });
    await expect(saveDraft(ctx, DEAL, { document: mine, revision: 2 })).rejects.toMatchObject({
      code: 'definition_conflict',
      details: { revision: 3, draft: theirs },
    });
    await expect(
      saveDraft(ctx, { ...DEAL, key: 'nothing' }, { document: mine, revision: 4 }),
    ).rejects.toMatchObject({ code: 'definition_conflict', details: { revision: 0, draft: null } });
    expect(await saveDraft(ctx, DEAL, { document: mine })).toMatchObject({ revision: 4 });
  });

  test('of two who save at once one wins', async () => {
    const ctx = await w.ctx();
    const document = form({ title: field('text') });
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () => saveDraft(ctx, DEAL, { document, revision: 4 })),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  test('versions are kept, newest first', async () => {
    await saveDraft(await w.ctx(), DEAL, { document: form({ title: field('text'), more: field('date') }) });
    await publish(await w.ctx(), DEAL);
    const { versions } = await listVersions(await w.ctx(), DEAL);
    expect(versions.map((v) => v.version)).toEqual([2, 1]);
    const first = await getVersion(await w.ctx(), DEAL, '1');
    expect(first).toHaveProperty('properties.title');
    expect(first).not.toHaveProperty('properties.more');
  });

  test('what is not an object, key or app is refused', async () => {
    const ctx = await w.ctx();
    for (const document of [null, 1, 'x', []])
      await expect(saveDraft(ctx, DEAL, { document })).rejects.toMatchObject({ code: 'definition_invalid' });
    await expect(saveDraft(ctx, { ...DEAL, key: 'Bad-Key' }, { document: {} })).rejects.toMatchObject({
      issues: [{ code: 'bad_key' }],
    });
    await expect(saveDraft(ctx, { ...DEAL, app: 'nobody' }, { document: {} })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(publish(ctx, { ...DEAL, key: 'nothing' })).rejects.toMatchObject({
      code: 'definition_not_found',
    });
  });

  test('only administrators define', async () => {
    const actor = { id: '01900000-0000-7000-8000-0000000000bb', departments: [], roles: [], admin: false };
    const ctx = await w.ctx({ actor });
    for (const attempt of [
      () => saveDraft(ctx, DEAL, { document: {} }),
      () => publish(ctx, DEAL),
      () => planPublish(ctx, DEAL),
      () => createApp(ctx, 'x', menu('x')),
      () => uninstallApp(ctx, 'crm'),
      () => publishBundle(ctx, 'crm', crm()),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the plan of a publish', () => {
  let w: TestWorkspace;
  const deal = crm().forms.deal as FormDocument;
  const plan = async (document: FormDocument) => {
    await saveDraft(await w.ctx(), DEAL, { document });
    return planPublish(await w.ctx(), DEAL);
  };
  beforeAll(async () => {
    w = await openTestWorkspace();
    await publishBundle(await w.ctx(), 'crm', crm());
    const rows = ['甲', '甲', '乙'].map((title, i) => ({
      values: { title, ...(i > 0 && { amount: '5' }), ...(i === 2 && { stage: 'won' }) },
    }));
    await bulkCreate(await w.ctx(), 'crm:deal', rows);
  });
  afterAll(() => w.close());

  test('counts records without a value in a field that becomes required', async () => {
    const { issues, steps } = await plan({ ...deal, required: ['amount'] });
    expect(issues).toEqual([]);
    expect(steps.map((step) => [step.code, step.params.count])).toEqual([
      ['required_added', undefined],
      ['values_missing', 1],
    ]);
    expect(steps[1]?.message).toContain('1 条数据没有填写');
  });

  test('counts all records for a new required field', async () => {
    const properties = { ...deal.properties, reason: field('text') };
    const { steps } = await plan({ ...deal, properties, required: ['reason'] });
    expect(steps.find((step) => step.code === 'values_missing')?.params.count).toBe(3);
  });

  test('counts values of deleted fields and options', async () => {
    const { amount: _, ...properties } = deal.properties;
    const stage = field('stage', options('open', 'lost'));
    const { steps } = await plan({ ...deal, properties: { ...properties, stage } });
    expect(steps.find((step) => step.code === 'values_binned')?.params.count).toBe(2);
    expect(steps.find((step) => step.code === 'values_without_option')?.params.count).toBe(1);
    expect(steps.filter((step) => step.risky).length).toBeGreaterThanOrEqual(4);
  });

  test('says in advance why a field can’t be unique', async () => {
    const title = field('text', { maxLength: 50 }, { unique: true });
    const { issues } = await plan({ ...deal, properties: { ...deal.properties, title } });
    expect(issues).toEqual([
      { path: ['properties', 'title', 'trellis', 'unique'], code: 'unique_duplicates', params: { count: 1 } },
    ]);
  });

  test('speaks English to those who do', async () => {
    await saveDraft(await w.ctx(), DEAL, { document: { ...deal, required: ['amount'] } });
    const { steps } = await planPublish(await w.ctx({ locale: 'en' }), DEAL);
    expect(steps.map((step) => step.message).join()).not.toMatch(/\p{Script=Han}/u);
  });

  test('of a view names it', async () => {
    const view = { kind: 'view', app: 'crm', key: 'all' } as const;
    await saveDraft(await w.ctx(), view, { document: tableView('deal', 'title') });
    expect((await planPublish(await w.ctx(), view)).steps).toMatchObject([
      { code: 'definition_created', message: '新增“全部”' },
    ]);
    await saveDraft(await w.ctx(), view, { document: tableView('deal', 'nowhere') });
    const { issues } = await planPublish(await w.ctx(), view);
    expect(issues).toMatchObject([{ path: ['config', 'columns', 0, 'field'], code: 'unknown_field' }]);
  });
});

describe('apps', () => {
  let w: TestWorkspace;
  const visits = (): AppBundle =>
    bundle({ visit: form({ name: field('text'), customer: field('reference', { form: 'crm:customer' }) }) });
  beforeAll(async () => {
    w = await openTestWorkspace();
  });
  afterAll(() => w.close());

  test('are made, changed and refused by name', async () => {
    await createApp(await w.ctx(), 'notes', menu('笔记'));
    await expect(createApp(await w.ctx(), 'notes', menu('笔记'))).rejects.toMatchObject({
      code: 'app_exists',
    });
    await updateApp(await w.ctx(), 'notes', menu('记事'));
    expect((await w.catalog()).apps.get('notes')?.label.zh).toBe('记事');
    await expect(updateApp(await w.ctx(), 'nobody', menu('x'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(createApp(await w.ctx(), 'bad', { label: 1 })).rejects.toMatchObject({
      code: 'definition_invalid',
    });
    await expect(createApp(await w.ctx(), 'Bad', menu('x'))).rejects.toMatchObject({
      issues: [{ path: ['key'], code: 'bad_key' }],
    });
    const group = { key: 'g', label: { zh: '组' }, items: [{ kind: 'form', form: 'nowhere' }] };
    await expect(updateApp(await w.ctx(), 'notes', { ...menu('记事'), menu: [group] })).rejects.toMatchObject(
      {
        issues: [{ path: ['menu', 0, 'items', 0, 'form'], code: 'unknown_form' }],
      },
    );
  });

  test('stay while another app refers to their forms', async () => {
    await publishBundle(await w.ctx(), 'crm', crm());
    await publishBundle(await w.ctx(), 'visits', visits());
    await expect(uninstallApp(await w.ctx(), 'crm')).rejects.toMatchObject({
      code: 'app_in_use',
      details: { references: [{ app: 'visits', form: 'visit', field: 'customer' }] },
    });
    expect((await w.catalog()).forms.has('crm:customer')).toBe(true);
    await uninstallApp(await w.ctx(), 'visits');
    await uninstallApp(await w.ctx(), 'crm');
    expect([...(await w.catalog()).apps.keys()]).toEqual(['notes']);
    await expect(uninstallApp(await w.ctx(), 'crm')).rejects.toMatchObject({ code: 'not_found' });
  });
});
