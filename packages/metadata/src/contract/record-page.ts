import { Type } from 'typebox';
import { GroupLevel } from './groups.ts';
import { operation } from './operation.ts';
import { Expr, Id, NextPage, Paged, RecordParams, Refs, Sort, Total } from './schemas.ts';

const base = '/api/v1/w/{workspace}/records/{app}/{form}/{id}';

/** What stands around a record on its page. */
export const recordPage = {
  /** The records beside one in a list, as the list is now; the record itself need not be in it any more. */
  recordNeighbours: operation({
    id: 'recordNeighbours',
    method: 'POST',
    path: `${base}/neighbours`,
    access: 'member',
    summary: { zh: '列表中的上一条和下一条', en: 'The records before and after one in a list' },
    params: RecordParams,
    body: Type.Object({
      filter: Type.Optional(Expr),
      search: Type.Optional(Type.String({ maxLength: 200 })),
      sort: Type.Optional(Type.Array(Sort, { maxItems: 5 })),
      /** Groups of the list, in whose order the records stand first; those of several values are passed over. */
      group: Type.Optional(Type.Array(GroupLevel, { maxItems: 3 })),
    }),
    reply: Type.Object({
      previous: Type.Union([Id, Type.Null()]),
      next: Type.Union([Id, Type.Null()]),
      /** Place in the list, from 1; null where the record is not in it, or behind the first 10,000. */
      position: Type.Union([Type.Integer(), Type.Null()]),
      total: Total,
    }),
  }),
  /** The records that were created for one: those of all forms that refer to it, as far as the caller may view them. */
  relatedActivity: operation({
    id: 'relatedActivity',
    method: 'GET',
    path: `${base}/related`,
    access: 'member',
    summary: { zh: '关联到它的新数据', en: 'Records that were created for a record, newest first' },
    params: RecordParams,
    query: Type.Object({
      ...Paged,
    }),
    reply: Type.Object({
      records: Type.Array(
        Type.Object({
          id: Id,
          /** "app:form". */
          form: Type.String(),
          at: Type.String(),
          by: Type.Union([Id, Type.Null()]),
        }),
      ),
      /** Titles of the records and of those who created them. */
      refs: Refs,
      next: NextPage,
    }),
  }),
};
