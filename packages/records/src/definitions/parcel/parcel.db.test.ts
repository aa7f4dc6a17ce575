import path from 'node:path';
import { fieldTypes } from '@trellis/forms/model';
import { type AppBundle, AppError, type FormDocument, newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addField,
  addForms,
  bulkCreate,
  copyForm,
  createApp,
  exportForm,
  publishBundle,
  queryRecords,
  takeForms,
} from '../../server.ts';
import { bundle, crm, field, form, options, tableView } from '../testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../testing/workspace.ts';

const TEMPLATES = path.join(import.meta.dirname, '../../../../../templates');

let w: TestWorkspace;
beforeAll(async () => {
  w = await openTestWorkspace();
  await publishBundle(await w.ctx(), 'crm', tasks());
  await createApp(await w.ctx(), 'other', { vocabulary: 1, label: { zh: '另一个' }, menu: [] });
});
afterAll(() => w.close());

/** Customers, deals, and tasks that refer to tasks, to customers and to a shared set of options. */
function tasks(): AppBundle {
  const base = crm();
  const levels = { key: 'levels', label: { zh: '等级' }, options: options('high', 'low').options as never };
  const customer = base.forms.customer as FormDocument;
  return bundle(
    {
      ...base.forms,
      customer: {
        ...customer,
        properties: {
          ...customer.properties,
          tasks: field('related', { form: 'task', via: 'customer', columns: ['title'], limit: 5 }),
        },
      },
      task: form({
        title: field('text', {}, { label: { zh: '任务', en: 'Task' } }),
        no: field('autonumber', fieldTypes.get('autonumber').config.defaults()),
        customer: field('reference', { form: 'customer' }),
        level: field('select', { ...options('high', 'low'), set: 'levels' }),
        parent: field('reference', { form: 'task' }),
        children: field('related', { form: 'task', via: 'parent', columns: ['title'], limit: 5 }),
        total: field('rollup', { rows: 'task@parent', op: 'count' }),
        lines: field('subform', {
          form: {
            properties: { item: field('text'), whose: field('reference', { form: 'customer' }) },
            required: [],
          } as never,
        }),
      }),
    },
    {
      app: {
        ...base.app,
        menu: [
          {
            key: 'all',
            label: { zh: '全部' },
            items: [
              { kind: 'form', form: 'task' },
              { kind: 'form', form: 'deal' },
            ],
          },
        ],
        optionSets: [levels],
      },
      views: { task_all: tableView('task', 'title', 'customer', 'total') },
    },
  );
}

const published = async (ref: string) => {
  const document = (await w.catalog()).forms.get(ref)?.document;
  if (!document) throw new Error(`no form ${ref}`);
  return document;
};
const configOf = (document: FormDocument, key: string) => document.properties[key]?.trellis.config;

test('a copy refers to itself where the form did, keeps other references, and stands below it in the menu', async () => {
  const at = { app: 'crm', key: 'task' };
  const copy = await copyForm(await w.ctx(), at, { app: 'crm', label: { zh: '杂事' }, data: false });
  expect(copy).toEqual({ form: 'task_2', left: [], records: 0, refused: 0 });
  const document = await published('crm:task_2');
  expect(document.trellis.label).toEqual({ zh: '杂事' });
  expect(configOf(document, 'parent')).toMatchObject({ form: 'task_2' });
  expect(configOf(document, 'children')).toMatchObject({ form: 'task_2', via: 'parent' });
  expect(configOf(document, 'total')).toMatchObject({ rows: 'task_2@parent' });
  expect(configOf(document, 'customer')).toMatchObject({ form: 'customer' });
  const catalog = await w.catalog();
  expect(catalog.views.get('crm:task_2_all')?.form).toBe('task_2');
  expect(catalog.apps.get('crm')?.menu[0]?.items).toMatchObject([
    { form: 'task' },
    { form: 'task_2' },
    { form: 'deal' },
  ]);
});

test('a copy leaves out what lists records that point to the form', async () => {
  const at = { app: 'crm', key: 'customer' };
  const { form: key, left } = await copyForm(await w.ctx(), at, {
    app: 'crm',
    label: { zh: '潜客' },
    data: false,
  });
  expect(left).toMatchObject([{ form: key, name: 'related' }]);
  expect(Object.keys((await published(`crm:${key}`)).properties)).toEqual(['name', 'tags', 'owner2']);
});

test('a copy in another app names the forms it left behind, and takes its options along', async () => {
  const at = { app: 'crm', key: 'task' };
  const copy = await copyForm(await w.ctx(), at, { app: 'other', label: { zh: '任务' }, data: false });
  expect(copy).toMatchObject({ form: 'task', left: [] });
  const document = await published('other:task');
  expect(configOf(document, 'customer')).toMatchObject({ form: 'crm:customer' });
  expect(configOf(document, 'parent')).toMatchObject({ form: 'task' });
  expect(JSON.stringify(configOf(document, 'lines'))).toContain('crm:customer');
  expect((await w.catalog()).apps.get('other')?.optionSets).toMatchObject([{ key: 'levels' }]);
});

test('records come along: with rows, numbers anew, references among them to the copies', async () => {
  const ctx = await w.ctx({ cause: 'template' });
  const [root, leaf, customer] = [newId(), newId(), newId()];
  await bulkCreate(ctx, 'crm:customer', [{ id: customer, values: { name: '甲方' } }]);
  await bulkCreate(ctx, 'crm:task', [
    { id: root, values: { title: '总', customer }, meta: { createdAt: '2025-01-01T00:00:00.000Z' } },
  ]);
  await bulkCreate(ctx, 'crm:task', [
    {
      id: leaf,
      values: { title: '分', parent: root, lines: [{ item: '一' }, { item: '二', whose: customer }] },
    },
  ]);
  const at = { app: 'crm', key: 'task' };
  const copy = await copyForm(await w.ctx(), at, { app: 'other', label: { zh: '带数据' }, data: true });
  expect(copy).toMatchObject({ records: 2, refused: 0, left: [] });
  const { records } = await queryRecords(await w.ctx(), `other:${copy.form}`, {
    sort: [{ field: '_created_at', dir: 'asc' }],
  });
  const [first, second] = records;
  expect(first).toMatchObject({
    values: { title: '总', customer, total: '1', no: expect.stringMatching(/1$/) },
    meta: { createdAt: '2025-01-01T00:00:00.000Z' },
  });
  expect(second?.values).toMatchObject({
    title: '分',
    parent: first?.id,
    lines: [{ item: '一' }, { item: '二', whose: customer }],
  });
  expect([root, leaf]).not.toContain(second?.id);
});

test('copying that is stopped leaves nothing', async () => {
  const before = (await w.catalog()).version;
  const stop = new AbortController();
  stop.abort();
  const at = { app: 'crm', key: 'task' };
  const copying = copyForm(await w.ctx(), at, {
    app: 'other',
    label: { zh: '停' },
    data: true,
    signal: stop.signal,
  });
  await expect(copying).rejects.toMatchObject({ code: 'busy' });
  expect((await w.catalog()).version).toBe(before);
});

test('an exported form comes back as it was, and without what it lacks elsewhere', async () => {
  const parcel = exportForm(await w.ctx(), { app: 'crm', key: 'task' });
  const again = await openTestWorkspace();
  try {
    await createApp(await again.ctx(), 'sales', { vocabulary: 1, label: { zh: '空' }, menu: [] });
    const { left, forms } = await addForms(await again.ctx(), 'sales', JSON.parse(JSON.stringify(parcel)));
    expect([...forms]).toEqual([['task', 'task']]);
    expect(left.map(({ name }) => name)).toEqual(['reference', 'reference', '全部']);
    expect(left[0]?.message).toContain('crm:customer');
    const after = (await again.catalog()).forms.get('sales:task')?.document;
    const { customer: _, ...properties } = parcel.forms.task?.properties ?? {};
    expect(Object.keys(after?.properties ?? {})).toEqual(Object.keys(properties));
  } finally {
    await again.close();
  }
});

test('what is no file of a form is told what is wrong with it', async () => {
  const ctx = await w.ctx();
  for (const given of [
    null,
    1,
    'x',
    [],
    {},
    { trellis: 'forms' },
    { ...exportForm(ctx, { app: 'crm', key: 'task' }), forms: { a: {} } },
  ]) {
    const refused = await addForms(ctx, 'crm', given).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({ code: 'definition_invalid' });
  }
  await expect(addForms(ctx, 'nowhere', exportForm(ctx, { app: 'crm', key: 'task' }))).rejects.toMatchObject({
    code: 'definition_not_found',
  });
});

test('single forms of the template come with their sample records', async () => {
  const input = { dir: TEMPLATES, template: 'lifecycle-crm', app: 'other', sampleData: true };
  const { forms, records, left } = await takeForms(await w.ctx(), {
    ...input,
    forms: ['account', 'contact'],
  });
  expect(forms).toEqual(['account', 'contact']);
  expect(records).toBeGreaterThan(20);
  expect(left.length).toBeGreaterThan(0);
  const contacts = await queryRecords(await w.ctx(), 'other:contact', { limit: 5 });
  expect(Object.keys(contacts.refs).length).toBeGreaterThan(0);
});

test('a field is added to form, view and draft at once', async () => {
  const place = { app: 'crm', form: 'task' };
  const key = await addField(await w.ctx(), place, {
    type: 'money',
    label: { zh: '预算' },
    view: 'task_all',
  });
  expect(key).toBe('yu_suan');
  const catalog = await w.catalog();
  expect(catalog.forms.get('crm:task')?.document.trellis.layout.at(-1)).toEqual({
    kind: 'field',
    field: key,
  });
  expect(catalog.views.get('crm:task_all')?.config).toMatchObject({ columns: [{}, {}, {}, { field: key }] });
  const wrong = addField(await w.ctx(), place, { type: 'reference', label: { zh: '谁' } });
  await expect(wrong).rejects.toMatchObject({
    code: 'definition_invalid',
    issues: [{ path: ['config', 'form'] }],
  });
  await expect(
    addField(await w.ctx(), place, { type: 'nothing', label: { zh: '谁' } }),
  ).rejects.toMatchObject({ code: 'definition_invalid' });
});
