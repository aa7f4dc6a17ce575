import { Type } from 'typebox';
import { operation } from './operation.ts';
import { AppParams, Issue, Key, LocalText, WorkspaceParams } from './schemas.ts';

export const definitionBase = '/api/v1/w/{workspace}/definitions/{kind}/{app}/{key}';
const Kind = Type.Union([
  Type.Literal('form'),
  Type.Literal('view'),
  Type.Literal('role'),
  Type.Literal('dashboard'),
]);
export const DefinitionParams = Type.Object({ workspace: Key, kind: Kind, app: Key, key: Key });
/** One line of a diff in words: what happens to which field and to its data. */
const PlanStep = Type.Object({
  code: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  /** Text in the caller's language. */
  message: Type.String(),
  /** Examples of what the message counts, in words. */
  details: Type.Optional(Type.Array(Type.String())),
  /** By which listTouched names the records that the message counts. */
  open: Type.Optional(Type.String()),
  /** Whether existing data may stop being valid or be hidden. */
  risky: Type.Boolean(),
});

/** The documents that the caller may see, forms pruned to the visible fields. */
const CatalogBody = Type.Object({
  /** Metadata version; grows with each publish. */
  version: Type.String(),
  apps: Type.Record(Type.String(), Type.Unknown()),
  /** By "app:form": the document and what the caller may do. */
  forms: Type.Record(
    Type.String(),
    Type.Object({
      document: Type.Unknown(),
      access: Type.Object({ actions: Type.Array(Type.String()), readonly: Type.Array(Type.String()) }),
    }),
  ),
  views: Type.Record(Type.String(), Type.Unknown()),
  dashboards: Type.Record(Type.String(), Type.Unknown()),
  /** Labels of roles by "app:role". */
  roles: Type.Record(Type.String(), LocalText),
});

export const definitions = {
  getCatalog: operation({
    id: 'getCatalog',
    method: 'GET',
    path: '/api/v1/w/{workspace}/catalog',
    access: 'member',
    summary: { zh: '我可见的全部定义', en: 'All published definitions that I may see' },
    params: WorkspaceParams,
    reply: CatalogBody,
  }),
  listComputations: operation({
    id: 'listComputations',
    method: 'GET',
    path: '/api/v1/w/{workspace}/computations',
    access: 'member',
    summary: { zh: '正在重新计算的字段', en: 'Computed fields that are being worked out in the background' },
    params: WorkspaceParams,
    reply: Type.Object({
      computations: Type.Array(
        Type.Object({
          /** "app:form". */
          form: Type.String(),
          fields: Type.Array(Type.String()),
          /** Records done, of all that there were to do. */
          done: Type.Integer(),
          total: Type.Integer(),
        }),
      ),
    }),
  }),
  createApp: operation({
    id: 'createApp',
    method: 'POST',
    path: '/api/v1/w/{workspace}/apps',
    access: 'admin',
    summary: { zh: '新建应用', en: 'Create an empty app' },
    params: WorkspaceParams,
    body: Type.Object({ key: Key, document: Type.Unknown() }),
    reply: Type.Object({ key: Key }),
  }),
  updateApp: operation({
    id: 'updateApp',
    method: 'PUT',
    path: '/api/v1/w/{workspace}/apps/{app}',
    access: 'admin',
    summary: { zh: '修改应用（名称、菜单）', en: 'Change an app: label, menu' },
    params: AppParams,
    body: Type.Object({ document: Type.Unknown() }),
  }),
  uninstallApp: operation({
    id: 'uninstallApp',
    method: 'DELETE',
    path: '/api/v1/w/{workspace}/apps/{app}',
    access: 'admin',
    summary: {
      zh: '卸载应用：删除其全部定义和数据',
      en: 'Uninstall an app with all its definitions and data',
    },
    params: AppParams,
    /** The app's key again: this can't be undone. */
    query: Type.Object({ confirm: Type.String() }),
  }),
  getDefinition: operation({
    id: 'getDefinition',
    method: 'GET',
    path: definitionBase,
    access: 'admin',
    summary: { zh: '读取定义（草稿与已发布）', en: 'Draft and published state of a definition' },
    params: DefinitionParams,
    reply: Type.Object({
      draft: Type.Union([Type.Unknown(), Type.Null()]),
      /** What keeps the draft from being published. */
      issues: Type.Array(Issue),
      published: Type.Union([Type.Unknown(), Type.Null()]),
      version: Type.Integer(),
      /** Grows with each save of the draft; send it back to save the next one. */
      revision: Type.Integer(),
      updatedAt: Type.String(),
    }),
  }),
  saveDraft: operation({
    id: 'saveDraft',
    method: 'PUT',
    path: `${definitionBase}/draft`,
    access: 'admin',
    summary: { zh: '保存草稿', en: 'Save the draft; 409 when someone else saved meanwhile' },
    params: DefinitionParams,
    bodyLimit: 4 * 1024 * 1024,
    body: Type.Object({
      document: Type.Unknown(),
      revision: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 })),
    }),
    reply: Type.Object({ revision: Type.Integer(), issues: Type.Array(Issue) }),
  }),
  planPublish: operation({
    id: 'planPublish',
    method: 'POST',
    path: `${definitionBase}/plan`,
    access: 'admin',
    summary: { zh: '发布前：检查、差异与影响', en: 'Before publishing: check, diff and effect on data' },
    params: DefinitionParams,
    reply: Type.Object({ issues: Type.Array(Issue), steps: Type.Array(PlanStep) }),
  }),
  publish: operation({
    id: 'publish',
    method: 'POST',
    path: `${definitionBase}/publish`,
    access: 'admin',
    summary: { zh: '发布', en: 'Publish the draft' },
    params: DefinitionParams,
    /** What this version is about, for the list of versions. */
    query: Type.Object({ note: Type.Optional(Type.String({ maxLength: 200 })) }),
    reply: Type.Object({ version: Type.Integer(), metaVersion: Type.String() }),
  }),
  addOption: operation({
    id: 'addOption',
    method: 'POST',
    path: `${definitionBase}/options`,
    access: 'admin',
    summary: { zh: '填写时新增选项（立即发布）', en: 'Add an option while filling in; published at once' },
    params: DefinitionParams,
    body: Type.Object({ field: Key, label: Type.String({ minLength: 1, maxLength: 100 }) }),
    reply: Type.Object({ key: Key }),
  }),
  setNextNumber: operation({
    id: 'setNextNumber',
    method: 'POST',
    path: `${definitionBase}/next-number`,
    access: 'admin',
    summary: {
      zh: '重置自动编号：下一个编号的流水号',
      en: 'Reset an automatic number: the counter of the next one',
    },
    params: DefinitionParams,
    body: Type.Object({ field: Key, next: Type.Integer({ minimum: 1, maximum: 999_999_999_999 }) }),
    /** How the next number will look today; parts of other fields as dots. */
    reply: Type.Object({ sample: Type.String() }),
  }),
};

const TemplateParams = Type.Object({
  workspace: Key,
  template: Type.String({ pattern: '^[a-z][a-z0-9-]{0,60}$' }),
});
export const templates = {
  listTemplates: operation({
    id: 'listTemplates',
    method: 'GET',
    path: '/api/v1/w/{workspace}/templates',
    access: 'admin',
    summary: { zh: '模板库', en: 'Template gallery' },
    params: WorkspaceParams,
    reply: Type.Object({
      templates: Type.Array(
        Type.Object({
          /** Folder name of the template. */
          template: Type.String(),
          key: Key,
          version: Type.String(),
          label: LocalText,
          help: Type.Optional(LocalText),
          icon: Type.Optional(Type.String()),
          color: Type.Optional(Type.String()),
          forms: Type.Array(Type.Object({ key: Key, label: LocalText })),
          sampleRecords: Type.Integer(),
          installed: Type.Union([Type.Object({ app: Key, version: Type.String() }), Type.Null()]),
        }),
      ),
    }),
  }),
  planInstall: operation({
    id: 'planInstall',
    method: 'POST',
    path: '/api/v1/w/{workspace}/templates/{template}/plan',
    access: 'admin',
    summary: { zh: '安装前：将要做什么', en: 'Before installing: what will be done' },
    params: TemplateParams,
    reply: Type.Object({ issues: Type.Array(Issue), steps: Type.Array(PlanStep) }),
  }),
  installTemplate: operation({
    id: 'installTemplate',
    method: 'POST',
    path: '/api/v1/w/{workspace}/templates/{template}/install',
    access: 'admin',
    summary: {
      zh: '安装模板（可重复执行，全有或全无）',
      en: 'Install a template: idempotent, all or nothing',
    },
    params: TemplateParams,
    body: Type.Object({ sampleData: Type.Boolean() }),
    reply: Type.Object({ app: Key, records: Type.Integer() }),
  }),
};
