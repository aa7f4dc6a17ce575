import { Type } from 'typebox';
import { operation } from './operation.ts';
import {
  AppParams,
  FormParams,
  Id,
  Key,
  LocalText,
  RecordBody,
  RecordParams,
  Refs,
  Total,
  Values,
} from './schemas.ts';

const records = '/api/v1/w/{workspace}/records/{app}/{form}';
const bin = '/api/v1/w/{workspace}/bin/{app}';
const Search = Type.Optional(Type.String({ maxLength: 200 }));

/** A view by its key, or one of the member's own by its id. */
const BinnedView = Type.Object({
  form: Key,
  name: Type.Union([Key, Id]),
  /** Of the member's own. */
  own: Type.Boolean(),
  label: LocalText,
  kind: Type.String(),
  deletedAt: Type.String(),
  /** Name of who deleted it, where that is known. */
  by: Type.Union([Type.String(), Type.Null()]),
});

/** What was deleted and can be brought back, for 30 days. Whoever may delete a record may bring it back. */
export const binned = {
  listBin: operation({
    id: 'listBin',
    method: 'GET',
    path: bin,
    access: 'member',
    summary: { zh: '回收站：各表单的数据条数和已删除的视图', en: 'What lies in the bin of an app' },
    params: AppParams,
    reply: Type.Object({
      /** The forms whose records the member may delete; counted up to 1,000. */
      forms: Type.Array(Type.Object({ form: Key, count: Type.Integer(), more: Type.Boolean() })),
      /** Those of the member's own; of administrators also those that all share. The latest first. */
      views: Type.Array(BinnedView),
    }),
  }),
  queryBin: operation({
    id: 'queryBin',
    method: 'POST',
    path: `${records}/bin`,
    access: 'member',
    summary: { zh: '查询已删除的数据', en: 'Deleted records, the latest first' },
    params: FormParams,
    body: Type.Object({
      search: Search,
      fields: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 400 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      after: Type.Optional(Type.String({ maxLength: 4000 })),
    }),
    reply: Type.Object({
      /** Who deleted a record, and when, is who changed it last. */
      records: Type.Array(RecordBody),
      /** Through what each was deleted, by its id. */
      causes: Type.Record(Type.String(), Type.String()),
      refs: Refs,
      next: Type.Union([Type.String(), Type.Null()]),
      total: Type.Optional(Total),
    }),
  }),
  restoreAs: operation({
    id: 'restoreAs',
    method: 'POST',
    path: `${records}/{id}/restore-as`,
    access: 'member',
    summary: {
      zh: '恢复数据并修改若干字段（例如与别的数据重复的字段）',
      en: 'Restore a deleted record with other values, such as where another one has its unique value by now',
    },
    params: RecordParams,
    body: Type.Object({ set: Values }),
    reply: RecordBody,
  }),
  purgeRecords: operation({
    id: 'purgeRecords',
    method: 'POST',
    path: `${records}/purge`,
    access: 'admin',
    summary: {
      zh: '彻底删除回收站中的数据（分批，重复调用直到 left 为 0）',
      en: 'Delete binned records for good, in parts: call again until nothing is left',
    },
    params: FormParams,
    /** Some, or those that a search finds, or without either all. */
    body: Type.Object({
      ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 10_000 })),
      search: Search,
    }),
    reply: Type.Object({ purged: Type.Integer(), left: Type.Integer() }),
  }),
  restoreView: operation({
    id: 'restoreView',
    method: 'POST',
    path: `${bin}/views`,
    access: 'member',
    summary: { zh: '恢复已删除的视图', en: 'Bring a deleted view back' },
    params: AppParams,
    body: Type.Object({ form: Key, name: Type.Union([Key, Id]) }),
  }),
};
