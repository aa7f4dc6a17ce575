import { Type } from 'typebox';
import { DefinitionParams } from './definitions.ts';
import { operation } from './operation.ts';
import { Id, Key, WorkspaceParams } from './schemas.ts';

const base = '/api/v1/w/{workspace}/field-templates';
const TemplateParams = Type.Object({ workspace: Key, template: Id });
/** A design on one page of a browser. */
const AttendanceParams = Type.Object({ ...DefinitionParams.properties, tab: Id });
const content = {
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  /** Parts of a form as the designer copies them; it alone reads them. */
  parts: Type.Unknown(),
};

/** What designers share: parts of forms to be used again, and who has which design open. */
export const designing = {
  listFieldTemplates: operation({
    id: 'listFieldTemplates',
    method: 'GET',
    path: base,
    access: 'admin',
    summary: { zh: '字段模板', en: 'Field templates, by name' },
    params: WorkspaceParams,
    reply: Type.Object({ templates: Type.Array(Type.Object({ id: Id, ...content })) }),
  }),
  saveFieldTemplate: operation({
    id: 'saveFieldTemplate',
    method: 'PUT',
    path: `${base}/{template}`,
    access: 'admin',
    summary: {
      zh: '保存字段模板（新建、改名、恢复）',
      en: 'Save a field template: new, renamed or brought back',
    },
    params: TemplateParams,
    bodyLimit: 1024 * 1024,
    body: Type.Object(content),
  }),
  deleteFieldTemplate: operation({
    id: 'deleteFieldTemplate',
    method: 'DELETE',
    path: `${base}/{template}`,
    access: 'admin',
    summary: { zh: '删除字段模板', en: 'Delete a field template' },
    params: TemplateParams,
  }),
  attendDesign: operation({
    id: 'attendDesign',
    method: 'PUT',
    path: '/api/v1/w/{workspace}/definitions/{kind}/{app}/{key}/attendance/{tab}',
    access: 'admin',
    summary: {
      zh: '我正在设计（每隔一会儿说一次），还有谁在',
      en: 'I have this design open, said every now and then; who else has',
    },
    params: AttendanceParams,
    reply: Type.Object({
      others: Type.Array(Type.Object({ member: Id, name: Type.String() })),
      /** Of the draft as it is now. */
      revision: Type.Integer(),
    }),
  }),
  leaveDesign: operation({
    id: 'leaveDesign',
    method: 'DELETE',
    path: '/api/v1/w/{workspace}/definitions/{kind}/{app}/{key}/attendance/{tab}',
    access: 'admin',
    summary: { zh: '我离开了设计', en: 'I have closed this design' },
    params: AttendanceParams,
  }),
};
