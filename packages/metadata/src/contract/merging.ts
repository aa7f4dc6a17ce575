import { Type } from 'typebox';
import { MOST_MERGED } from './limits.ts';
import { operation } from './operation.ts';
import { Accept, FormParams, Id, RecordBody, RecordParams, Refs } from './schemas.ts';

const form = '/api/v1/w/{workspace}/records/{app}/{form}';
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

/** The record whose value it is, or "all": what all of them hold, for fields of many values and sub-forms. */
const From = Type.Union([Id, Type.Literal('all')]);

/** Records that are the same thing become one, and apart again. */
export const merging = {
  previewMerge: operation({
    id: 'previewMerge',
    method: 'POST',
    path: `${form}/merge/preview`,
    access: 'member',
    summary: {
      zh: '预览合并：哪些字段不同、建议保留哪个值',
      en: 'Where records differ, and which values are proposed',
    },
    params: FormParams,
    body: Type.Object({ ids: Type.Array(Id, { minItems: 2, maxItems: MOST_MERGED }) }),
    reply: Type.Object({
      /** The one that is proposed to stay: the fullest, of equals the oldest. */
      survivor: Id,
      records: Type.Array(RecordBody),
      /** Fields that differ and may be chosen, "_owner_id" among them, each with the proposed choice. */
      fields: Type.Array(Type.Object({ field: Type.String(), from: From, all: Type.Boolean() })),
      /** How many records of which form point to each, as far as the member sees them; counted up to 1,000. */
      links: Type.Array(Type.Object({ record: Id, form: Type.String(), count: Type.Integer() })),
      refs: Refs,
    }),
  }),
  mergeRecords: operation({
    id: 'mergeRecords',
    method: 'POST',
    path: `${form}/merge`,
    access: 'member',
    summary: { zh: '合并数据', en: 'Make one record of several' },
    params: FormParams,
    body: Type.Object({
      survivor: Id,
      /** All of them, the one that stays too, with the versions that were compared. */
      records: Type.Array(Type.Object({ id: Id, version: Type.Integer() }), {
        minItems: 2,
        maxItems: MOST_MERGED,
      }),
      /** Fields not named keep the value of the one that stays; where that is empty, another one’s takes its place. */
      choose: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), From)),
      accept: Type.Optional(Accept),
    }),
    reply: Type.Object({
      /** Names the merge, to take it back. */
      id: Id,
      record: RecordBody,
    }),
  }),
  unmergeRecords: operation({
    id: 'unmergeRecords',
    method: 'POST',
    path: `${form}/merge/{id}/undo`,
    access: 'member',
    summary: { zh: '撤销合并（30 天内）', en: 'Take a merge back, for 30 days' },
    params: RecordParams,
    reply: Type.Object({
      /** The record that had stayed, as it is now. */
      record: RecordBody,
      restored: Type.Array(Id),
      /** Its fields that were changed since, as far as the member sees them: they stay as they are. */
      kept: Type.Array(Type.String()),
      /** Records that were put elsewhere since and stay there, by form. */
      stayed: Type.Array(Type.Object({ form: Type.String(), count: Type.Integer() })),
    }),
  }),
  recordMerges: operation({
    id: 'recordMerges',
    method: 'GET',
    path: `${form}/{id}/merges`,
    access: 'member',
    summary: {
      zh: '一条数据的合并：合并自哪些数据，或并入了哪一条',
      en: 'What was merged into a record, or where it went',
    },
    params: RecordParams,
    reply: Type.Object({
      /** Where the record went; null where it went nowhere, or the member may not see it. */
      into: Nullable(Id),
      /** The latest first. */
      merges: Type.Array(
        Type.Object({
          id: Id,
          at: Type.String(),
          by: Nullable(Id),
          records: Type.Array(Type.Object({ id: Id, title: Nullable(Type.String()) })),
          /** Until when it can be taken back; null where that was done, or who asks may not. */
          until: Nullable(Type.String()),
        }),
      ),
      refs: Refs,
    }),
  }),
};
