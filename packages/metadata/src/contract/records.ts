import { Type } from 'typebox';
import { operation } from './operation.ts';
import { AsOf } from './past.ts';
import {
  Accept,
  Expr,
  FormParams,
  Id,
  Issue,
  LocalText,
  RecordBody,
  RecordParams,
  RecordWithRefs,
  Refs,
  Sort,
  Total,
  Values,
} from './schemas.ts';

const base = '/api/v1/w/{workspace}/records/{app}/{form}';

const QueryBody = Type.Object({
  /** Condition over the record; fields that the caller can't see are "unknown field". */
  filter: Type.Optional(Expr),
  /** Quick search over searchable text fields and the title. */
  search: Type.Optional(Type.String({ maxLength: 200 })),
  sort: Type.Optional(Type.Array(Sort, { maxItems: 5 })),
  /** Field keys wanted; default all visible ones. */
  fields: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 400 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  /** Opaque cursor of the previous page. */
  after: Type.Optional(Type.String({ maxLength: 4000 })),
  /** Bounded jump for a scrollbar; not together with `after`. */
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  /** "capped" (default): exact to 10,000, above that an estimate. */
  total: Type.Optional(Type.Union([Type.Literal('none'), Type.Literal('capped'), Type.Literal('exact')])),
  /** Only deleted records instead of the living ones. */
  deleted: Type.Optional(Type.Boolean()),
  /** As they were at that moment, under the rights of now: what was deleted since for those who may delete. */
  asOf: Type.Optional(AsOf),
});

export const records = {
  queryRecords: operation({
    id: 'queryRecords',
    method: 'POST',
    path: `${base}/query`,
    access: 'member',
    summary: { zh: '查询数据', en: 'Query records' },
    params: FormParams,
    body: QueryBody,
    reply: Type.Object({
      records: Type.Array(RecordBody),
      refs: Refs,
      next: Type.Union([Type.String(), Type.Null()]),
      total: Type.Optional(Total),
    }),
  }),
  /** Values that records have in a text field, the commonest first, to choose from while typing. */
  usedValues: operation({
    id: 'usedValues',
    method: 'POST',
    path: `${base}/used`,
    access: 'member',
    summary: { zh: '字段用过的值', en: 'Values in use' },
    params: FormParams,
    body: Type.Object({
      field: Type.String({ maxLength: 60 }),
      /** Only values that contain it, whatever its case. */
      text: Type.Optional(Type.String({ maxLength: 200 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    }),
    reply: Type.Object({ values: Type.Array(Type.String()) }),
  }),
  listRecords: operation({
    id: 'listRecords',
    method: 'GET',
    path: base,
    access: 'member',
    summary: { zh: '数据列表（第一页）', en: 'First page of records' },
    params: FormParams,
    query: Type.Object({
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
      after: Type.Optional(Type.String({ maxLength: 4000 })),
    }),
    reply: Type.Object({
      records: Type.Array(RecordBody),
      refs: Refs,
      next: Type.Union([Type.String(), Type.Null()]),
    }),
  }),
  getRecord: operation({
    id: 'getRecord',
    method: 'GET',
    path: `${base}/{id}`,
    access: 'member',
    summary: { zh: '读取一条数据', en: 'Get a record' },
    params: RecordParams,
    /** As it was at that moment, under the rights of now. */
    query: Type.Object({ asOf: Type.Optional(AsOf) }),
    reply: RecordWithRefs,
  }),
  createRecord: operation({
    id: 'createRecord',
    method: 'POST',
    path: base,
    access: 'member',
    summary: { zh: '新建数据', en: 'Create a record' },
    params: FormParams,
    body: Type.Object({
      /** Made by the client to make a retry safe; default: made by the server. */
      id: Type.Optional(Id),
      values: Values,
      owner: Type.Optional(Type.Union([Id, Type.Null()])),
      accept: Type.Optional(Accept),
    }),
    reply: RecordBody,
  }),
  updateRecord: operation({
    id: 'updateRecord',
    method: 'PATCH',
    path: `${base}/{id}`,
    access: 'member',
    summary: { zh: '修改数据', en: 'Change a record: absent = keep, null = clear' },
    params: RecordParams,
    body: Type.Object({
      /** The version that the change was made on; without it the newest is taken. */
      version: Type.Optional(Type.Integer({ minimum: 1 })),
      set: Values,
      owner: Type.Optional(Type.Union([Id, Type.Null()])),
      accept: Type.Optional(Accept),
    }),
    reply: RecordBody,
  }),
  /** Each record by itself: what is refused leaves the others as they are saved. Outcomes in the order of the changes. */
  updateRecords: operation({
    id: 'updateRecords',
    method: 'POST',
    path: `${base}/update`,
    access: 'member',
    summary: { zh: '逐条修改多条数据', en: 'Change many records, each by itself' },
    params: FormParams,
    bodyLimit: 16 * 1024 * 1024,
    body: Type.Object({
      changes: Type.Array(
        Type.Object({
          id: Id,
          /** The version that the change was made on; without it the newest is taken. */
          version: Type.Optional(Type.Integer({ minimum: 1 })),
          set: Values,
        }),
        { minItems: 1, maxItems: 1_000 },
      ),
      accept: Type.Optional(Accept),
    }),
    reply: Type.Object({
      outcomes: Type.Array(
        Type.Union([
          Type.Object({ record: RecordBody }),
          Type.Object({
            refused: Type.Object({
              code: Type.String(),
              title: Type.String(),
              issues: Type.Array(Issue),
              /** Of a version conflict: the record as it is now. */
              current: Type.Optional(RecordBody),
            }),
          }),
        ]),
      ),
    }),
  }),
  deleteRecord: operation({
    id: 'deleteRecord',
    method: 'DELETE',
    path: `${base}/{id}`,
    access: 'member',
    summary: { zh: '删除数据（可恢复）', en: 'Delete a record (can be restored)' },
    params: RecordParams,
  }),
  restoreRecord: operation({
    id: 'restoreRecord',
    method: 'POST',
    path: `${base}/{id}/restore`,
    access: 'member',
    summary: { zh: '恢复数据', en: 'Restore a deleted record' },
    params: RecordParams,
    reply: RecordBody,
  }),
  recordHistory: operation({
    id: 'recordHistory',
    method: 'GET',
    path: `${base}/{id}/history`,
    access: 'member',
    summary: { zh: '修改历史', en: 'History of a record, newest first' },
    params: RecordParams,
    query: Type.Object({
      /** Changes at most, 1,000 without it; fewer may come where the caller sees nothing of some. */
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
      after: Type.Optional(Type.String({ maxLength: 100 })),
    }),
    reply: Type.Object({
      changes: Type.Array(
        Type.Object({
          id: Id,
          version: Type.Integer(),
          at: Type.String(),
          actor: Type.Union([Id, Type.Null()]),
          /** How it came: "form", "api", "import", "template", "public", "batch", "computed". */
          cause: Type.String(),
          /** Its values are those of this moment. */
          backTo: Type.Optional(Type.String()),
          op: Type.Union([
            Type.Literal('create'),
            Type.Literal('update'),
            Type.Literal('delete'),
            Type.Literal('restore'),
            /** A link that shows the record to anybody was made, or ended. */
            Type.Literal('share'),
            Type.Literal('unshare'),
          ]),
          /** Visible fields that changed. */
          fields: Type.Array(
            Type.Object({ field: Type.String(), before: Type.Unknown(), after: Type.Unknown() }),
          ),
          /** Checks that warned and were passed over, as they were called then; no reason is asked of visitors. */
          accepted: Type.Optional(
            Type.Array(
              Type.Object({
                check: Type.String(),
                message: LocalText,
                reason: Type.Union([Type.String(), Type.Null()]),
              }),
            ),
          ),
        }),
      ),
      refs: Refs,
      /** Where older ones go on. */
      next: Type.Union([Type.String(), Type.Null()]),
    }),
  }),
  bulkRecords: operation({
    id: 'bulkRecords',
    method: 'POST',
    path: `${base}/bulk`,
    access: 'member',
    summary: { zh: '批量新建或删除', en: 'Create or delete many, all or nothing' },
    params: FormParams,
    bodyLimit: 32 * 1024 * 1024,
    body: Type.Union([
      Type.Object({
        create: Type.Array(Type.Object({ id: Type.Optional(Id), values: Values }), {
          minItems: 1,
          maxItems: 10_000,
        }),
        accept: Type.Optional(Accept),
      }),
      Type.Object({ delete: Type.Array(Id, { minItems: 1, maxItems: 10_000 }) }),
      Type.Object({ restore: Type.Array(Id, { minItems: 1, maxItems: 10_000 }) }),
    ]),
    reply: Type.Object({ ids: Type.Array(Id) }),
  }),
};
