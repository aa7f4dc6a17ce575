import { Type } from 'typebox';
import { operation } from './operation.ts';
import { Id, Key, RecordParams, Values, WorkspaceParams } from './schemas.ts';

const base = '/api/v1/w/{workspace}/drafts';

const DraftHead = Type.Object({
  /** Of the record that it changes or will be. */
  id: Id,
  app: Key,
  form: Key,
  /** Of the record that it changes; null for one that is still to be made. */
  version: Type.Union([Type.Integer(), Type.Null()]),
  /** In the draft box, not just kept in passing. */
  kept: Type.Boolean(),
  title: Type.Union([Type.String(), Type.Null()]),
  updatedAt: Type.String(),
});

const content = {
  values: Values,
  /** What the record had in these fields when the change began. */
  was: Type.Optional(Values),
};

/** What a member has typed and not saved yet; nobody else ever sees it. */
export const drafts = {
  listDrafts: operation({
    id: 'listDrafts',
    method: 'GET',
    path: base,
    access: 'member',
    summary: { zh: '我的草稿', en: 'My drafts' },
    params: WorkspaceParams,
    reply: Type.Object({ drafts: Type.Array(DraftHead) }),
  }),
  getDraft: operation({
    id: 'getDraft',
    method: 'GET',
    path: `${base}/{app}/{form}/{id}`,
    access: 'member',
    summary: { zh: '读取草稿', en: 'Get a draft' },
    params: RecordParams,
    reply: Type.Intersect([DraftHead, Type.Object(content)]),
  }),
  saveRecordDraft: operation({
    id: 'saveRecordDraft',
    method: 'PUT',
    path: `${base}/{app}/{form}/{id}`,
    access: 'member',
    summary: { zh: '保存草稿', en: 'Keep a draft' },
    params: RecordParams,
    body: Type.Object({
      version: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })),
      kept: Type.Boolean(),
      title: Type.Optional(Type.String({ maxLength: 1000 })),
      ...content,
    }),
    reply: DraftHead,
  }),
  deleteDraft: operation({
    id: 'deleteDraft',
    method: 'DELETE',
    path: `${base}/{app}/{form}/{id}`,
    access: 'member',
    summary: { zh: '删除草稿', en: 'Delete a draft' },
    params: RecordParams,
  }),
};
