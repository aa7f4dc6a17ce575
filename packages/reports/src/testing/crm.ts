import { openTestDatabase } from '@trellis/db/testing';
import type { FieldSchema, FormDocument, JsonObject, RoleDocument } from '@trellis/metadata';
import { JSON_SCHEMA_DIALECT } from '@trellis/metadata';
import {
  type Actor,
  type Ctx,
  loadCatalog,
  openKeyring,
  publishBundle,
  type Workspace,
} from '@trellis/records/server';

/** Members of the test workspace. */
export const PEOPLE = {
  admin: '01900000-0000-7000-8000-0000000000aa',
  wang: '01900000-0000-7000-8000-0000000000a1',
  li: '01900000-0000-7000-8000-0000000000a2',
} as const;

const label = (zh: string) => ({ zh, en: zh });
const field = (type: string, zh: string, config: JsonObject = {}): FieldSchema => ({
  title: zh,
  trellis: { type, label: label(zh), config },
});

function form(title: string, properties: Record<string, FieldSchema>, stageField?: string): FormDocument {
  return {
    $schema: JSON_SCHEMA_DIALECT,
    type: 'object',
    title,
    properties,
    required: [],
    additionalProperties: false,
    trellis: {
      vocabulary: 1,
      label: label(title),
      titleField: Object.keys(properties)[0] ?? '',
      layout: [],
      ...(stageField ? { stageField } : {}),
    },
  };
}

const option = (key: string, zh: string, more: JsonObject = {}): JsonObject => ({
  key,
  label: { zh, en: key },
  ...more,
});

/** Companies that point to a parent, and deals with a field of each kind that can be grouped or summed. */
const FORMS = {
  company: form('公司', {
    name: field('text', '名称'),
    industry: field('select', '行业', {
      options: [option('it', '软件', { color: 'blue' }), option('steel', '钢铁'), option('secret', '保密')],
    }),
    parent: field('reference', '母公司', { form: 'company' }),
    staff: field('number', '人数', { decimals: 0, unit: { zh: '人', en: 'people' } }),
    rating: field('text', '评级'),
  }),
  deal: form(
    '商机',
    {
      title: field('text', '名称'),
      company: field('reference', '公司', { form: 'company' }),
      stage: field('stage', '阶段', {
        options: [
          option('open', '进行中'),
          option('quoted', '已报价', { retired: true }),
          option('won', '赢单'),
          option('lost', '输单'),
          option('never', '从未'),
        ],
      }),
      amount: field('money', '金额'),
      rate: field('percent', '概率'),
      closes: field('date', '成交日'),
      seen: field('datetime', '跟进时间'),
      hot: field('checkbox', '重点'),
      seller: field('member', '销售'),
      city: field('text', '城市'),
      secret: field('number', '成本'),
      tags: field('multi_select', '标签', { options: [option('a', '甲'), option('b', '乙')] }),
    },
    'stage',
  ),
};

const role = (forms: RoleDocument['forms']): RoleDocument => ({ vocabulary: 1, label: label('角色'), forms });

const ROLES = {
  /** Own deals without their cost, and companies that are not secret, without their rating. */
  sales: role({
    deal: {
      actions: ['view', 'create'],
      rows: { '==': [{ var: '_owner_id' }, { var: '$member' }] },
      hidden: ['secret'],
    },
    company: {
      actions: ['view'],
      rows: { '!=': [{ var: 'industry' }, 'secret'] },
      hidden: ['rating'],
    },
  }),
  /** Deals alone: companies do not exist for them. */
  clerk: role({ deal: { actions: ['view'] } }),
};

export interface TestCrm {
  /** The same moment for everybody. */
  as(actor: Actor, tz?: string): Ctx;
  readonly admin: Actor;
  readonly sales: Actor;
  readonly clerk: Actor;
  close(): Promise<void>;
}

const NOW = '2026-03-15T08:00:00.000Z';

/** A workspace with the test app and no records. */
export async function openCrm(version: 14 | 18): Promise<TestCrm> {
  const { pool, workspace: opened, close } = await openTestDatabase({ version, template: 'workspace' });
  const workspace: Workspace = { ...opened, name: '测试企业', tz: 'Asia/Shanghai' };
  const people = [
    [PEOPLE.admin, '管理员'],
    [PEOPLE.wang, '王伟'],
    [PEOPLE.li, '李娜'],
  ];
  for (const [id, name] of people)
    await pool.query(`insert into ${opened.schema}.member (id, name) values ($1, $2)`, [id, name]);
  const actor = (id: string, ...roles: string[]): Actor => ({
    id,
    departments: [],
    roles,
    admin: roles.length === 0,
  });
  const admin = actor(PEOPLE.admin);
  const quiet = () => undefined;
  const base = {
    pool,
    now: NOW,
    locale: 'zh',
    cause: 'import',
    keys: openKeyring(['a secret of the tests']),
    log: { info: quiet, warn: quiet, error: quiet },
  } as const;
  const before = await loadCatalog(pool, workspace);
  await publishBundle({ ...base, actor: admin, catalog: before }, 'crm', {
    app: { vocabulary: 1, label: label('测试'), menu: [] },
    forms: FORMS,
    views: {},
    dashboards: {},
    roles: ROLES,
  });
  const catalog = await loadCatalog(pool, workspace);
  const inZone = new Map<string, typeof catalog>([[workspace.tz, catalog]]);
  return {
    admin,
    sales: actor(PEOPLE.wang, 'crm:sales'),
    clerk: actor(PEOPLE.li, 'crm:clerk'),
    close,
    as(who, tz = workspace.tz) {
      const there = inZone.get(tz) ?? { ...catalog, workspace: { ...workspace, tz } };
      inZone.set(tz, there);
      return { ...base, actor: who, catalog: there };
    },
  };
}
