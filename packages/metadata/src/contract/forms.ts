import { Type } from 'typebox';
import { operation } from './operation.ts';
import { AppParams, FormParams, Key, WorkspaceParams } from './schemas.ts';

const FormName = Type.Object({
  zh: Type.String({ minLength: 1, maxLength: 100 }),
  en: Type.Optional(Type.String({ maxLength: 100 })),
});

/** What had no meaning where forms came to, and why. */
const Left = Type.Array(
  Type.Object({
    form: Key,
    /** Field, view or check in the caller's language. */
    name: Type.String(),
    message: Type.String(),
  }),
);

/** Ways in which an app gets forms, each of them all or nothing. */
export const newForms = {
  createForms: operation({
    id: 'createForms',
    method: 'POST',
    path: '/api/v1/w/{workspace}/apps/{app}/forms',
    access: 'admin',
    summary: {
      zh: '新建表单：连同视图和菜单一起发布',
      en: 'Create forms with their views and places in the menu, published at once',
    },
    params: AppParams,
    bodyLimit: 8 * 1024 * 1024,
    body: Type.Object({
      /** A file as exportForm writes it. */
      parcel: Type.Unknown(),
    }),
    reply: Type.Object({ forms: Type.Array(Key), left: Left }),
  }),
  exportForm: operation({
    id: 'exportForm',
    method: 'GET',
    path: '/api/v1/w/{workspace}/apps/{app}/forms/{form}/file',
    access: 'admin',
    summary: { zh: '导出表单（JSON 文件，不含数据）', en: 'A published form as a file, without records' },
    params: FormParams,
    produces: 'application/json',
  }),
  copyForm: operation({
    id: 'copyForm',
    method: 'POST',
    path: '/api/v1/w/{workspace}/apps/{app}/forms/{form}/copy',
    access: 'admin',
    summary: { zh: '复制表单', en: 'Copy a form, with its records if wanted' },
    params: FormParams,
    body: Type.Object({
      /** App that gets the copy. */
      app: Key,
      label: FormName,
      data: Type.Boolean(),
    }),
    reply: Type.Object({
      form: Key,
      records: Type.Integer(),
      /** Records that the form would refuse today. */
      refused: Type.Integer(),
      left: Left,
    }),
  }),
  takeForms: operation({
    id: 'takeForms',
    method: 'POST',
    path: '/api/v1/w/{workspace}/templates/{template}/forms',
    access: 'admin',
    summary: { zh: '从模板取用表单', en: 'Take single forms out of a template' },
    params: Type.Object({
      ...WorkspaceParams.properties,
      template: Type.String({ pattern: '^[a-z][a-z0-9-]{0,60}$' }),
    }),
    body: Type.Object({
      app: Key,
      forms: Type.Array(Key, { minItems: 1, maxItems: 50, uniqueItems: true }),
      sampleData: Type.Boolean(),
    }),
    reply: Type.Object({ forms: Type.Array(Key), records: Type.Integer(), left: Left }),
  }),
  addField: operation({
    id: 'addField',
    method: 'POST',
    path: '/api/v1/w/{workspace}/apps/{app}/forms/{form}/fields',
    access: 'admin',
    summary: { zh: '添加字段（立即发布）', en: 'Add a field to a form; published at once' },
    params: FormParams,
    body: Type.Object({
      type: Type.String({ maxLength: 40 }),
      label: FormName,
      /** Settings that differ from the usual ones. */
      config: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      /** Table view that shows it. */
      view: Type.Optional(Key),
    }),
    reply: Type.Object({ key: Key }),
  }),
};
