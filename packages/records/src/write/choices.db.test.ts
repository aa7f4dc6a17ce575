import { AppError } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle, field, form, options } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  addOption,
  bulkCreate,
  type Ctx,
  createRecord,
  groupRecords,
  publishBundle,
  queryRecords,
  setNextNumber,
  updateApp,
  updateRecord,
} from '../server.ts';
import { role } from '../testing/people.ts';

const LEAD = 'crm:lead';
const SALES = '01900000-0000-7000-8000-0000000000d1';
const EAST = '01900000-0000-7000-8000-0000000000d2';
const OTHER = '01900000-0000-7000-8000-0000000000d3';
const LI = '01900000-0000-7000-8000-0000000000e1';
const WANG = '01900000-0000-7000-8000-0000000000e2';

const lead = form(
  {
    name: field('text'),
    stage: field('stage', {
      options: [
        { key: 'new', label: { zh: '新建', en: 'New' }, days: 3 },
        { key: 'talk', label: { zh: '沟通', en: 'Talk' }, probability: '0.3', requires: ['phone'] },
        { key: 'won', label: { zh: '赢单', en: 'Won' }, outcome: 'won', probability: '1' },
      ],
      moves: { new: ['talk'], talk: ['new', 'won'] },
      since: 'since',
    }),
    since: field('datetime', {}, { readonly: true }),
    phone: field('phone'),
    source: field('select', {
      options: [
        { key: 'web', label: { zh: '官网' }, score: 3 },
        { key: 'other', label: { zh: '其他' }, other: true },
      ],
      note: 'source_note',
      noteRequired: true,
      growable: true,
    }),
    source_note: field('text'),
    interests: field('multi_select', { ...options('mes', 'erp', 'wms'), min: 1, max: 2 }),
    industry: field('select', { ...options('x'), set: 'industries' }),
    product: field('cascade', {
      nodes: [
        { key: 'hard', label: { zh: '硬件' } },
        { key: 'servo', label: { zh: '伺服' }, parent: 'hard' },
        { key: 'soft', label: { zh: '软件' } },
      ],
    }),
    area: field('region'),
    address: field('address'),
    spot: field('location'),
    helpers: field('member', { many: true, range: 'departments', departments: [SALES], below: true }),
    team: field('department'),
    home: field('department', {}, { default: { kind: 'expr', expr: { var: '$member.department' } } }),
    teams: field('department', { many: true }),
    people: field('member', { many: true }, { default: { kind: 'expr', expr: { var: '$member.self' } } }),
    roles: field('role', { many: true }, { default: { kind: 'expr', expr: { var: '$member.roles' } } }),
    by: field('text', {}, { default: { kind: 'expr', expr: { var: '$member.name' } } }),
    call: field('phone', {}, { default: { kind: 'expr', expr: { var: '$member.phone' } } }),
    mail: field('email', {}, { default: { kind: 'expr', expr: { var: '$member.email' } } }),
    notes: field('rich_text'),
    role: field('role'),
    code: field('autonumber', {
      parts: [
        { kind: 'field', field: 'source' },
        { kind: 'text', text: '-' },
        { kind: 'counter', digits: 3, reset: 'week', start: 100 },
      ],
    }),
  },
  { stageField: 'stage' },
);
const other = form({ name: field('text'), kind: field('select', { ...options('x'), set: 'industries' }) });
const app = (labels: Readonly<Record<string, string>>) => ({
  vocabulary: 1 as const,
  label: { zh: '测试' },
  menu: [],
  optionSets: [
    {
      key: 'industries',
      label: { zh: '行业' },
      options: Object.entries(labels).map(([key, zh]) => ({ key, label: { zh } })),
    },
  ],
});

let at: TestWorkspace;
let ctx: Ctx;
beforeAll(async () => {
  at = await openTestWorkspace();
  await at.pool.query(
    `insert into ${at.schema}.department (id, name, parent_id) values ($1, '销售部', null), ($2, '华东组', $1), ($3, '财务部', null)`,
    [SALES, EAST, OTHER],
  );
  await at.pool.query(
    `insert into ${at.schema}.member (id, name, department_ids) values ($1, '李雷', array[$3::uuid]), ($2, '王磊', array[$4::uuid])`,
    [LI, WANG, EAST, OTHER],
  );
  await publishBundle(
    await at.ctx(),
    'crm',
    bundle({ lead, other }, { app: app({ factory: '制造', retail: '零售' }), roles: { sales: role({}) } }),
  );
  ctx = await at.ctx();
});
afterAll(() => at.close());

async function codes(write: Promise<unknown>): Promise<readonly string[]> {
  const error = await write.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof AppError)) throw error ?? new Error('was taken');
  return error.issues.map(({ code, path }) => `${path.at(-1)}: ${code}`);
}

test('a stage follows the allowed moves, asks for its fields, and keeps since when', async () => {
  const made = await createRecord(ctx, LEAD, { values: { name: '甲', stage: 'new' } });
  expect(made.values.since).toBe(ctx.now);
  expect(await codes(updateRecord(ctx, LEAD, made.id, { set: { stage: 'won' } }))).toEqual([
    'stage: step_not_allowed',
  ]);
  expect(await codes(updateRecord(ctx, LEAD, made.id, { set: { stage: 'talk' } }))).toEqual([
    'phone: required',
  ]);
  const later = await at.ctx({ now: new Date(Date.parse(ctx.now) + 86_400_000).toISOString() });
  const moved = await updateRecord(later, LEAD, made.id, { set: { stage: 'talk', phone: '13800138000' } });
  expect(moved.values.since).toBe(later.now);
  const renamed = await updateRecord(await at.ctx(), LEAD, made.id, { set: { name: '乙' } });
  expect(renamed.values.since).toBe(later.now);
  expect(await codes(updateRecord(ctx, LEAD, made.id, { set: { phone: null } }))).toEqual([
    'phone: required',
  ]);
});

test('“other” asks for an explanation, also of many records at once', async () => {
  const bare = { name: '丙', source: 'other' };
  expect(await codes(createRecord(ctx, LEAD, { values: bare }))).toEqual(['source_note: required']);
  expect(await codes(bulkCreate(ctx, LEAD, [{ values: bare }]))).toEqual(['source_note: required']);
  const made = await createRecord(ctx, LEAD, { values: { ...bare, source_note: '展会' } });
  expect(made.values).toMatchObject({ source: 'other', source_note: '展会' });
});

test.each([
  [{ interests: ['mes', 'erp', 'wms'] }, 'interests: too_many_items'],
  [{ product: 'hard' }, 'product: not_a_leaf'],
  [{ area: '330100' }, 'area: region_incomplete'],
  [{ area: '999999' }, 'area: invalid_region'],
  [{ helpers: [WANG] }, 'helpers: out_of_range'],
  [{ helpers: [LI, WANG] }, 'helpers: out_of_range'],
  [{ team: LI }, 'team: reference_missing'],
  [{ role: 'crm:nobody' }, 'role: unknown_option'],
  [{ spot: { lat: 91, lng: 0 } }, 'lat: too_large'],
])('%j is refused, singly and in bulk', async (values, issue) => {
  const create = { values: { name: '丁', ...values } };
  expect(await codes(createRecord(ctx, LEAD, create))).toEqual([issue]);
  expect(await codes(bulkCreate(ctx, LEAD, [create]))).toEqual([issue]);
});

test('places, people and products are stored, found by what they lie in, and grouped', async () => {
  const values = {
    name: '戊',
    source: 'web',
    product: 'servo',
    area: '330106',
    address: { region: '330106', detail: ' 文三路 90 号 ' },
    spot: { lng: 120.1551234567, lat: 30.274, accuracy: 12.4 },
    helpers: [LI, LI],
    team: EAST,
    role: 'crm:sales',
  };
  const made = await createRecord(ctx, LEAD, { values });
  expect(made.values).toMatchObject({
    ...values,
    address: { detail: '文三路 90 号', region: '330106' },
    spot: { lat: 30.274, lng: 120.155123, accuracy: 12 },
    helpers: [LI],
  });
  const find = async (filter: object) =>
    (await queryRecords(ctx, LEAD, { filter })).records.map(({ values: found }) => found.name);
  for (const filter of [
    { under: [{ var: 'product' }, 'hard'] },
    { under: [{ var: 'area' }, '330000'] },
    { under: [{ var: 'address' }, '330100'] },
    { '==': [{ score: [{ var: 'source' }] }, 3] },
    { has_any: [{ var: 'helpers' }, [LI]] },
    { in: [{ var: 'team' }, [EAST]] },
  ])
    expect(await find(filter), JSON.stringify(filter)).toEqual(['戊']);
  expect(await find({ under: [{ var: 'area' }, '310000'] })).toEqual([]);
  const { refs } = await queryRecords(ctx, LEAD, { filter: { '==': [{ var: 'name' }, '戊'] } });
  expect([refs[LI]?.title, refs[EAST]?.title]).toEqual(['李雷', '华东组']);
  const { groups } = await groupRecords(ctx, LEAD, { by: [{ field: 'product' }] });
  expect(groups).toContainEqual({ keys: ['servo'], count: 1, totals: {} });
});

test('what is known of the person stands in a new record', async () => {
  const person = { name: '李雷', phone: '+8613800138000', email: 'li@example.com' };
  const asLi = {
    ...ctx,
    actor: { ...ctx.actor, ...person, id: LI, departments: [EAST, OTHER], roles: ['crm:sales'] },
  };
  const { values } = await createRecord(asLi, LEAD, { values: { name: '新' } });
  expect(values).toMatchObject({
    home: EAST,
    people: [LI],
    roles: ['crm:sales'],
    by: '李雷',
    call: '+8613800138000',
    mail: 'li@example.com',
  });
  // Of somebody of whom nothing is known, nothing stands there.
  const bare = await createRecord(ctx, LEAD, { values: { name: '旧' } });
  expect(bare.values).toMatchObject({ home: null, roles: null, by: null, call: null, mail: null });
});

test('departments are found with those below, places by their distance, numbers by a fragment', async () => {
  const tree = { [SALES]: null, [EAST]: SALES, [OTHER]: null };
  const boss = { ...ctx, actor: { ...ctx.actor, departments: [SALES], parents: tree } };
  const make = (name: string, values: object) =>
    createRecord(boss, LEAD, { values: { name, people: null, ...values } });
  await make('销', { team: SALES, teams: [OTHER], phone: '0571-88886666', notes: '节拍 45 秒' });
  await make('东', { team: EAST, teams: [EAST, OTHER], spot: { lat: 30.2741, lng: 120.1551 } });
  await make('财', { team: OTHER, phone: '13800138000', spot: { lat: 31.2304, lng: 121.4737 } });
  const named = { in: [{ var: 'name' }, ['销', '东', '财']] };
  const find = async (filter: object) =>
    (await queryRecords(boss, LEAD, { filter: { and: [named, filter] } })).records
      .map(({ values }) => values.name)
      .sort();
  const team = { var: 'team' };
  expect(await find({ under: [team, SALES] })).toEqual(['东', '销']);
  expect(await find({ under: [team, EAST] })).toEqual(['东']);
  expect(await find({ under: [{ var: 'teams' }, SALES] })).toEqual(['东']);
  expect(await find({ in: [team, { var: '$member.departments_below' }] })).toEqual(['东', '销']);
  expect(await find({ in: [team, { var: '$member.departments' }] })).toEqual(['销']);
  const near = (lat: number, lng: number) => ({ distance: [{ var: 'spot' }, lat, lng] });
  expect(await find({ '<=': [near(30.25, 120.16), 5000] })).toEqual(['东']);
  expect(await find({ '<=': [near(30.25, 120.16), 170_000] })).toEqual(['东', '财']);
  expect(await find({ has_digits: [{ var: 'phone' }, '0571 8888'] })).toEqual(['销']);
  expect(await find({ same_number: [{ var: 'phone' }, '138 0013 8000'] })).toEqual(['财']);
  expect(await find({ contains: [{ part: [{ var: 'notes' }, 'text'] }, '节拍'] })).toEqual(['销']);
});

test('numbers begin where they are told, take parts from fields, and can be set anew', async () => {
  const code = async () =>
    (await createRecord(await at.ctx(), LEAD, { values: { name: '己', source: 'web' } })).values.code;
  const first = String(await code());
  expect(first).toMatch(/^官网-1\d\d$/);
  expect(await setNextNumber(ctx, { app: 'crm', key: 'lead' }, { field: 'code', next: 7 })).toBe('…-007');
  expect(await code()).toBe('官网-007');
  const { ids } = await bulkCreate(ctx, LEAD, [
    { values: { name: '庚', source: 'web' } },
    { values: { name: '辛' } },
  ]);
  const { records } = await queryRecords(ctx, LEAD, { filter: { in: [{ var: '_id' }, ids] } });
  expect(records.map(({ values }) => values.code).sort()).toEqual(['-009', '官网-008']);
});

test('renaming an option of a shared set renames it in every form, and records keep their values', async () => {
  await createRecord(ctx, LEAD, { values: { name: '壬', industry: 'factory' } });
  await updateApp(await at.ctx(), 'crm', app({ factory: '制造业', retail: '零售', bank: '金融' }));
  const next = await at.ctx();
  for (const [ref, key] of [
    [LEAD, 'industry'],
    ['crm:other', 'kind'],
  ] as const) {
    const found = next.catalog.forms.get(ref)?.fields.get(key);
    expect(found?.type.options?.(found.config)?.map(({ label }) => label.zh)).toEqual([
      '制造业',
      '零售',
      '金融',
    ]);
  }
  const { records } = await queryRecords(next, LEAD, { filter: { '==': [{ var: 'industry' }, 'factory'] } });
  expect(records).toHaveLength(1);
  const broken = { ...app({ factory: '制造业' }), optionSets: [] };
  await expect(updateApp(next, 'crm', broken)).rejects.toMatchObject({ code: 'definition_invalid' });
});

test('an option that is added while filling in is published at once', async () => {
  const place = { app: 'crm', key: 'lead' };
  const key = await addOption(await at.ctx(), place, { field: 'source', label: ' 抖音 ' });
  const next = await at.ctx();
  const config = next.catalog.forms.get(LEAD)?.fields.get('source')?.config as { options: { key: string }[] };
  // "Other" stays the last.
  expect(config.options.map((one) => one.key)).toEqual(['web', key, 'other']);
  const made = await createRecord(next, LEAD, { values: { name: '癸', source: key } });
  expect(made.values.source).toBe(key);
  expect(await codes(addOption(next, place, { field: 'source', label: '抖音' }))).toEqual([
    'label: option_exists',
  ]);
  expect(await codes(addOption(next, place, { field: 'industry', label: '农业' }))).toEqual([
    'field: not_growable',
  ]);
  const seller = { ...next, actor: { ...next.actor, admin: false } };
  await expect(addOption(seller, place, { field: 'source', label: '快手' })).rejects.toMatchObject({
    code: 'forbidden',
  });
});
