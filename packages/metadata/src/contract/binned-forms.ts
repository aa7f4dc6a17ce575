import { Type } from 'typebox';
import { operation } from './operation.ts';
import { AppParams, Key, LocalText, Total } from './schemas.ts';
import { Use } from './versions.ts';

const FormParams = Type.Object({ workspace: Key, app: Key, key: Key });
const form = '/api/v1/w/{workspace}/definitions/form/{app}/{key}';
const bin = '/api/v1/w/{workspace}/bin/{app}/forms';

/** A deleted form that waits for 30 days. */
const BinnedForm = Type.Object({
  key: Key,
  label: LocalText,
  icon: Type.Optional(Type.String()),
  records: Total,
  deletedAt: Type.String(),
  /** Name of who deleted it, where that is known. */
  by: Type.Union([Type.String(), Type.Null()]),
  /** It is being deleted for good: there is no way back. */
  purging: Type.Boolean(),
  /** What keeps it from being deleted for good, in words. */
  kept: Type.Union([Type.String(), Type.Null()]),
  /** Another form of the app has its name by now. */
  sameName: Type.Boolean(),
});

/** Forms that are deleted, brought back, and gone for good. */
export const binnedForms = {
  planDeletion: operation({
    id: 'planDeletion',
    method: 'GET',
    path: `${form}/deletion`,
    access: 'admin',
    summary: {
      zh: '删除表单会影响什么：数据条数、视图和引用它的地方',
      en: 'What deleting a form touches: its records, its views, and where it is used',
    },
    params: FormParams,
    reply: Type.Object({
      records: Total,
      /** Views that all share, of the form. */
      views: Type.Integer(),
      /** `blocks`: to be changed before the form can be deleted. */
      uses: Type.Array(Use),
    }),
  }),
  deleteForm: operation({
    id: 'deleteForm',
    method: 'POST',
    path: `${form}/deletion`,
    access: 'admin',
    summary: {
      zh: '删除表单：放入回收站 30 天，期间可原样恢复',
      en: 'Delete a form: it waits in the bin for 30 days and can be brought back as it was',
    },
    params: FormParams,
  }),
  listBinnedForms: operation({
    id: 'listBinnedForms',
    method: 'GET',
    path: bin,
    access: 'admin',
    summary: { zh: '回收站中的表单', en: 'Deleted forms of an app, the latest first' },
    params: AppParams,
    reply: Type.Object({ forms: Type.Array(BinnedForm) }),
  }),
  restoreForm: operation({
    id: 'restoreForm',
    method: 'POST',
    path: `${bin}/{key}`,
    access: 'admin',
    summary: {
      zh: '恢复表单及其数据、视图、权限、关联和菜单位置',
      en: 'Bring a deleted form back with its records, views, rights, relations and place in the menu',
    },
    params: FormParams,
    /** What it is called from now on, where another form has its name. */
    body: Type.Object({ label: Type.Optional(LocalText) }),
    reply: Type.Object({
      /** What of it named things that are gone by now, in words. */
      left: Type.Array(Type.Object({ name: Type.String(), message: Type.String() })),
    }),
  }),
  purgeForm: operation({
    id: 'purgeForm',
    method: 'DELETE',
    path: `${bin}/{key}`,
    access: 'admin',
    summary: {
      zh: '彻底删除回收站中的表单（后台进行）',
      en: 'Delete a binned form for good, in the background',
    },
    params: FormParams,
    /** The form's key again: this can't be undone. */
    query: Type.Object({ confirm: Type.String({ maxLength: 60 }) }),
  }),
};
