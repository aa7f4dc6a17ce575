import { type FieldSchema, type FormDocument, newId } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bulkCreate,
  createRecord,
  getRecord,
  listRemoved,
  listUses,
  listVersions,
  publish,
  publishBundle,
  purgeRemoved,
  queryRecords,
  saveDraft,
  savePersonalView,
  savePublicForm,
} from '../server.ts';
import { bundle, field, form, options, tableView } from './testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from './testing/workspace.ts';

const FORM = 'crm:deal';
const REF = { kind: 'form', app: 'crm', key: 'deal' } as const;
const PLACE = { app: 'crm', key: 'deal' };
const lines = (...columns: string[]): FieldSchema =>
  field('subform', {
    form: {
      properties: Object.fromEntries(columns.map((key) => [key, field('text')])),
      required: [],
    },
  } as never);

/** A folder that is not there. */
const NO_TEMPLATES = 'nowhere';

let w: TestWorkspace;
beforeAll(async () => {
  w = await openTestWorkspace();
});
afterAll(() => w.close());

const put = async (document: FormDocument, note?: string) => {
  await saveDraft(await w.ctx(), REF, { document });
  await publish(await w.ctx(), REF, { note });
};

describe('deleted fields', () => {
  const whole = () => form({ title: field('text'), note: field('text'), lines: lines('item', 'qty') });
  const removed = async () =>
    Object.fromEntries(
      (await listRemoved(await w.ctx(), PLACE))
        .filter((one) => one.removed !== null)
        .map(({ field: name, values, removed: gone }) => [name, [values, gone?.by]]),
    );

  test('are listed with what waits for them, columns of sub-forms too', async () => {
    await publishBundle(await w.ctx(), 'crm', bundle({ deal: whole() }));
    const rows = [{ item: '甲', qty: '1' }, { item: '乙' }];
    await createRecord(await w.ctx(), FORM, { values: { title: '一', note: '记', lines: rows } });
    await createRecord(await w.ctx(), FORM, { values: { title: '二' } });
    expect(await removed()).toEqual({});
    await put(form({ title: field('text'), lines: lines('item') }));
    expect(await removed()).toEqual({ note: [1, '管理员'], 'lines.qty': [1, '管理员'] });
    await put(form({ title: field('text') }));
    expect(await removed()).toEqual({ note: [1, '管理员'], lines: [2, '管理员'] });
    await put(whole());
    expect(await removed()).toEqual({});
    const { records } = await queryRecords(await w.ctx(), FORM, {
      filter: { '==': [{ var: 'title' }, '一'] },
    });
    expect(records[0]?.values).toMatchObject({ note: '记', lines: rows });
  });

  test('are cleared for good in parts, and then no longer offered; what comes back meanwhile keeps its values', async () => {
    const many = Array.from({ length: 2_500 }, (_, n) => ({ values: { title: `t${n}`, note: `n${n}` } }));
    await bulkCreate(await w.ctx(), FORM, many);
    await expect(purgeRemoved(await w.ctx(), PLACE, 'note')).rejects.toMatchObject({
      code: 'definition_not_found',
    });
    await put(form({ title: field('text'), lines: lines('item') }));
    expect(await purgeRemoved(await w.ctx(), PLACE, 'note')).toEqual({ cleared: 2_501, left: 0 });
    expect(await purgeRemoved(await w.ctx(), PLACE, 'lines.qty')).toEqual({ cleared: 1, left: 0 });
    expect(await removed()).toEqual({});
    await expect(purgeRemoved(await w.ctx(), PLACE, 'note')).rejects.toMatchObject({
      code: 'definition_not_found',
    });
    // The key is free for a field of that name, which begins empty in the same column.
    await put(whole());
    const { id } = await createRecord(await w.ctx(), FORM, { values: { title: '新', note: '新记' } });
    expect((await getRecord(await w.ctx(), FORM, id)).values.note).toBe('新记');
    const { total } = await queryRecords(await w.ctx(), FORM, {
      filter: { '!': { is_empty: { var: 'note' } } },
      total: 'exact',
    });
    expect(total?.value).toBe(1);
    expect(
      await w.list(`select column_name from ${w.schema}.field_storage where field = 'note'`),
    ).toHaveLength(1);
    // Deleted once more it is offered again.
    await put(form({ title: field('text') }));
    expect((await removed()).note).toEqual([1, '管理员']);
    expect(await purgeRemoved(await w.ctx(), PLACE, 'lines')).toEqual({ cleared: 2, left: 0 });
  });
});

test('versions tell what each changed, who published it and why, in pages', async () => {
  const two = form({ title: field('text'), amount: field('number', { decimals: 2 }) });
  await put(two, '加上金额');
  const visible = field('number', { decimals: 0 }, { visible: { '==': [{ var: 'title' }, 'x'] } });
  await put(form({ title: field('text'), amount: visible }));
  const { versions, more } = await listVersions(await w.ctx(), REF);
  expect(more).toBe(false);
  const [last, before] = versions;
  expect([before?.note, before?.publishedBy]).toEqual(['加上金额', '管理员']);
  expect(before?.changes.map(({ message }) => message)).toContain('新增字段“number”');
  expect(last?.changes).toEqual([
    {
      message: '“number”的限制变严，超出的旧数据下次修改这个字段时须改正',
      details: ['小数位：2 → 0'],
      risky: true,
    },
    { message: '“number”何时显示有修改', details: ['原来：始终显示', '现在：text 等于 x'], risky: false },
  ]);
  for (let n = 0; n < 22; n++) await put(form({ title: field('text', { maxLength: 100 + n }) }));
  const page = await listVersions(await w.ctx(), REF);
  expect([page.versions.length, page.more]).toEqual([20, true]);
  const rest = await listVersions(await w.ctx(), REF, page.versions.at(-1)?.version);
  expect(rest.versions[0]?.version).toBe((page.versions.at(-1)?.version ?? 0) - 1);
  expect(rest.more).toBe(false);
});

test('a field is found wherever it is used: in forms, views, roles, dashboards, public forms and drafts', async () => {
  const deal = form(
    {
      title: field('text'),
      stage: field('stage', options('open', 'won')),
      amount: field('number', {}, { visible: { '==': [{ var: 'stage' }, 'won'] } }),
      doubled: field('formula', {
        expr: { '*': [{ var: 'amount' }, 2] },
        result: { type: 'number', config: {} },
      }),
      lines: field('subform', {
        form: {
          properties: {
            item: field('text'),
            share: field('number', {}, { requiredWhen: { '>': [{ var: '_parent_id.amount' }, 0] } }),
          },
          required: [],
        },
      } as never),
    },
    {
      stageField: 'stage',
      checks: [{ key: 'c', when: { '<': [{ var: 'amount' }, 0] }, message: { zh: '金额须为正' } }],
    },
  );
  const visit = form({
    name: field('text'),
    deal: field('reference', { form: 'deal' }),
    worth: field('lookup', { via: 'deal', path: 'amount' }),
  });
  const view = {
    ...tableView('deal', 'title', 'amount'),
    filter: { '>': [{ var: 'amount' }, 1] },
    sort: [{ field: 'amount', dir: 'desc' as const }],
  };
  const report = {
    form: 'deal',
    dimensions: [{ key: 'd', path: 'stage' }],
    measures: [{ key: 'm', op: 'sum' as const, path: 'amount' }],
  };
  const card = {
    key: 'k',
    label: { zh: '金额合计' },
    x: 0,
    y: 0,
    w: 6,
    h: 4,
    chart: 'kpi',
    config: {},
    report,
  };
  await publishBundle(
    await w.ctx(),
    'sales',
    bundle(
      { deal, visit },
      {
        views: { all: view },
        roles: {
          seller: {
            vocabulary: 1,
            label: { zh: '销售' },
            forms: {
              deal: { actions: ['view'], hidden: ['amount'], rows: { '>': [{ var: 'amount' }, 0] } },
            },
          },
        },
        dashboards: { page: { vocabulary: 1, label: { zh: '总览' }, cards: [card] } },
      },
    ),
  );
  const at = { app: 'sales', form: 'deal' };
  await savePublicForm(await w.ctx(), at, { enabled: true, fields: ['title', 'amount'] }, undefined);
  const admin = await w.ctx();
  for (const label of ['大额', '小额']) {
    const mine = {
      ...tableView('deal', 'title'),
      label: { zh: label },
      filter: { '>': [{ var: 'amount' }, 1] },
    };
    await savePersonalView(admin, 'sales:deal', newId(), mine);
  }
  await savePersonalView(admin, 'sales:deal', newId(), tableView('deal', 'title'));
  const draft = { ...tableView('deal', 'title'), filter: { '<': [{ var: 'amount' }, 9] } };
  await saveDraft(await w.ctx(), { kind: 'view', app: 'sales', key: 'mine' }, { document: draft });
  await saveDraft(
    await w.ctx(),
    { kind: 'form', app: 'sales', key: newKey() },
    { document: { half: 'done' } },
  );

  const uses = await listUses(
    await w.ctx(),
    { app: 'sales', key: 'deal' },
    { fields: ['amount'] },
    NO_TEMPLATES,
  );
  const told = uses.map(
    (one) => `${one.draft ? '~' : one.blocks ? '!' : ''}${one.kind} ${one.key}: ${one.place}`,
  );
  expect(told.sort()).toEqual(
    [
      '!form deal: “formula”的公式',
      '!form deal: 提交校验“金额须为正”',
      '!form deal: “number”的必填条件',
      '!form visit: “lookup”的取值字段',
      'view all: 显示的列',
      'view all: 排序',
      '!view all: 筛选条件',
      '!role seller: 字段权限',
      '!role seller: 数据范围',
      '!dashboard page: 图表“金额合计”',
      'public deal: 对外开放的字段',
      'personal deal: 2 个成员自己建的视图，其中用到它的条件和列会失效',
      '~view mine: 筛选条件',
    ].sort(),
  );
  expect(uses.find(({ place }) => place === '“number”的必填条件')?.field).toBe('lines.share');
  expect(uses.filter(({ kind }) => kind === 'view').map(({ form }) => form)).toEqual(
    uses.filter(({ kind }) => kind === 'view').map(() => 'sales:deal'),
  );
  const won = await listUses(
    await w.ctx(),
    { app: 'sales', key: 'deal' },
    { fields: ['stage'], option: 'won' },
    NO_TEMPLATES,
  );
  expect(won.map(({ place, field: of }) => [place, of])).toEqual([['“number”的显示条件', 'amount']]);
  const column = await listUses(
    await w.ctx(),
    { app: 'sales', key: 'deal' },
    { fields: ['lines.item'] },
    NO_TEMPLATES,
  );
  expect(column).toEqual([]);
  await expect(
    listUses(await w.ctx(), { app: 'sales', key: 'none' }, { fields: ['x'] }, NO_TEMPLATES),
  ).rejects.toMatchObject({ code: 'definition_not_found' });
});

const newKey = () => `k${newId().replaceAll('-', '').slice(0, 20)}`;
