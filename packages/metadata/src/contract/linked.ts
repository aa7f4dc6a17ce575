import { Type } from 'typebox';
import { operation } from './operation.ts';
import { FormParams, Id, RecordBody, Refs, Sort, Total, Values } from './schemas.ts';

const base = '/api/v1/w/{workspace}/records/{app}/{form}';
const Field = Type.String({ maxLength: 60 });

/** The record at hand: what is on the screen over what is stored. */
const AtHand = {
  /** Absent for a record that is not saved yet. */
  record: Type.Optional(Id),
  values: Type.Optional(Values),
};

/** The row of a sub-form of the record at hand that a column stands in; absent for a field of the record. */
const InRow = Type.Object({ field: Field, row: Id });

/** What a form's fields show and take of other records, worked out from the form's definition under the caller's rights. */
export const linked = {
  linkedRecords: operation({
    id: 'linkedRecords',
    method: 'POST',
    path: `${base}/linked`,
    access: 'member',
    summary: {
      zh: '关联字段可选的数据，或查询列表的数据',
      en: 'Records that a reference may point to, or that a list field shows',
    },
    params: FormParams,
    body: Type.Object({
      field: Field,
      in: Type.Optional(InRow),
      ...AtHand,
      /** Fields wanted of them; default: the title, of a list its columns. */
      fields: Type.Optional(Type.Array(Field, { maxItems: 50 })),
      search: Type.Optional(Type.String({ maxLength: 200 })),
      sort: Type.Optional(Type.Array(Sort, { maxItems: 5 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      after: Type.Optional(Type.String({ maxLength: 4000 })),
    }),
    reply: Type.Object({
      records: Type.Array(RecordBody),
      refs: Refs,
      next: Type.Union([Type.String(), Type.Null()]),
      total: Type.Optional(Total),
    }),
  }),
  previewComputed: operation({
    id: 'previewComputed',
    method: 'POST',
    path: `${base}/computed`,
    access: 'member',
    summary: {
      zh: '按屏幕上的内容试算自动计算的字段',
      en: 'What the computed fields of a record would be as it stands on the screen',
    },
    params: FormParams,
    body: Type.Object(AtHand),
    reply: Type.Object({ values: Values }),
  }),
  linkedValues: operation({
    id: 'linkedValues',
    method: 'POST',
    path: `${base}/linked-values`,
    access: 'member',
    summary: {
      zh: '由其他数据带出的值（数据联动、选择后填充）',
      en: 'Values that follow from other records: linked defaults, what a choice fills in',
    },
    params: FormParams,
    body: Type.Object({
      ...AtHand,
      want: Type.Array(
        Type.Object({
          field: Field,
          /** The reference whose choice fills the field; absent: the field's default. */
          by: Type.Optional(Field),
          in: Type.Optional(InRow),
        }),
        { maxItems: 2_000 },
      ),
    }),
    reply: Type.Object({
      values: Values,
      /** Those of rows, by sub-form and row. */
      rows: Type.Optional(Type.Record(Type.String(), Type.Record(Type.String(), Values))),
      /** Why an address gave a field nothing, by field. */
      failed: Type.Optional(
        Type.Record(
          Type.String(),
          Type.Object({
            code: Type.String(),
            params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
          }),
        ),
      ),
      refs: Refs,
    }),
  }),
};
