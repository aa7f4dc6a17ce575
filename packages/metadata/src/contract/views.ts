import { Type } from 'typebox';
import { operation } from './operation.ts';
import { AppParams, FormParams, Id, Key, WorkspaceParams } from './schemas.ts';

const base = '/api/v1/w/{workspace}/views';
const Own = Type.Object({ workspace: Key, app: Key, form: Key, id: Id });
/** A view of the form by its key, or one of the member's own by its id. */
const ViewName = Type.Union([Key, Id]);
const OfView = Type.Object({ workspace: Key, app: Key, form: Key, view: ViewName });

const PersonalView = Type.Object({
  id: Id,
  app: Key,
  form: Key,
  /** A view document, without fields that are gone or that the member may no longer see. */
  document: Type.Unknown(),
  /** Something of it is gone: a condition that is left out, or what it can't be shown without. */
  lost: Type.Optional(Type.Union([Type.Literal('part'), Type.Literal('all')])),
});

/** Views of members: what is theirs alone, and how they have adjusted what all share. */
export const views = {
  myViews: operation({
    id: 'myViews',
    method: 'GET',
    path: base,
    access: 'member',
    summary: { zh: '我的个人视图和视图调整', en: 'My own views and how I adjusted others' },
    params: WorkspaceParams,
    reply: Type.Object({
      /** In their order. */
      views: Type.Array(PersonalView),
      adjustments: Type.Array(
        Type.Object({
          app: Key,
          form: Key,
          view: ViewName,
          /** A ViewAdjustment. */
          document: Type.Unknown(),
        }),
      ),
      /** The view that a form opens with, by "app:form". */
      opens: Type.Record(Type.String(), ViewName),
    }),
  }),
  savePersonalView: operation({
    id: 'savePersonalView',
    method: 'PUT',
    path: `${base}/{app}/{form}/own/{id}`,
    access: 'member',
    summary: { zh: '保存个人视图', en: 'Keep a view of my own' },
    params: Own,
    body: Type.Object({ document: Type.Unknown() }),
    reply: PersonalView,
  }),
  deletePersonalView: operation({
    id: 'deletePersonalView',
    method: 'DELETE',
    path: `${base}/{app}/{form}/own/{id}`,
    access: 'member',
    summary: { zh: '删除个人视图', en: 'Delete a view of my own' },
    params: Own,
  }),
  arrangePersonalViews: operation({
    id: 'arrangePersonalViews',
    method: 'PUT',
    path: `${base}/{app}/{form}/order`,
    access: 'member',
    summary: { zh: '个人视图的顺序', en: 'Order my own views' },
    params: FormParams,
    body: Type.Object({ ids: Type.Array(Id, { maxItems: 100 }) }),
  }),
  openWith: operation({
    id: 'openWith',
    method: 'PUT',
    path: `${base}/{app}/{form}/opens`,
    access: 'member',
    summary: { zh: '设置我打开表单时看到的视图', en: 'Choose the view that a form opens with for me' },
    params: FormParams,
    body: Type.Object({ view: Type.Union([ViewName, Type.Null()]) }),
  }),
  adjustView: operation({
    id: 'adjustView',
    method: 'PUT',
    path: `${base}/{app}/{form}/of/{view}`,
    access: 'member',
    summary: { zh: '为自己调整视图', en: 'Adjust a view for myself' },
    params: OfView,
    /** A ViewAdjustment, in place of the one before. */
    body: Type.Object({ adjustment: Type.Unknown() }),
  }),
  resetView: operation({
    id: 'resetView',
    method: 'DELETE',
    path: `${base}/{app}/{form}/of/{view}`,
    access: 'member',
    summary: { zh: '恢复视图的原样', en: 'Back to the view as it is' },
    params: OfView,
  }),
  saveViews: operation({
    id: 'saveViews',
    method: 'POST',
    path: '/api/v1/w/{workspace}/apps/{app}/views',
    access: 'admin',
    summary: {
      zh: '发布、移动或删除公共视图（全有或全无）',
      en: 'Publish, move or delete views that all share, all or nothing',
    },
    params: AppParams,
    /** Documents by key; null deletes a view, whose versions stay. */
    body: Type.Object({
      views: Type.Record(Key, Type.Unknown(), { minProperties: 1, maxProperties: 200 }),
    }),
    reply: Type.Object({ metaVersion: Type.String() }),
  }),
};
