import { Type } from 'typebox';
import { LIKENESSES } from '../form/likeness.ts';
import { literals } from './literals.ts';
import { operation } from './operation.ts';
import { FormParams, Id, RecordBody, Refs, Values } from './schemas.ts';

const base = '/api/v1/w/{workspace}/records/{app}/{form}/duplicates';
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

/** Why two records are alike. "part": one name within the other, or the same but for the place. */
const Reason = Type.Object({
  field: Type.String(),
  /** Field of the other record. */
  other: Type.String(),
  how: literals(LIKENESSES),
  way: literals(['same', 'sound', 'part', 'close'] as const),
  /** From 0 to 100: how alike the two values are. */
  degree: Type.Integer(),
  /** The values as people read them. */
  mine: Type.String(),
  theirs: Type.String(),
});

const Similar = Type.Object({
  /** "app:form" */
  form: Type.String(),
  /** Its title and facts; null where the caller may not see the record. */
  record: Nullable(RecordBody),
  title: Nullable(Type.String()),
  /** Fields that say most about it. */
  facts: Type.Array(Type.String()),
  /** Name of whoever is responsible for it. */
  owner: Nullable(Type.String()),
  /** From 0 to 100; null where the caller may not see the record: such are told only where a value is the same. */
  score: Nullable(Type.Integer()),
  /** Nothing of a record that the caller may not see. */
  reasons: Type.Array(Reason),
});

const Pair = Type.Object({
  a: Id,
  b: Id,
  score: Type.Integer(),
  reasons: Type.Array(Type.Omit(Reason, ['mine', 'theirs'])),
});

const Scan = Type.Object({
  state: literals(['running', 'done', 'cancelled'] as const),
  /** How far it is, from 0 to 100. */
  percent: Type.Integer(),
  finishedAt: Nullable(Type.String()),
  /** Values that too many records share to compare each with each; for administrators, who see all of them. */
  crowded: Type.Array(Type.Object({ text: Type.String(), size: Type.Integer() })),
});

/** Records that may be the same thing. */
export const duplicates = {
  findSimilar: operation({
    id: 'findSimilar',
    method: 'POST',
    path: `${base}/similar`,
    access: 'member',
    summary: {
      zh: '填写时查找疑似重复的数据',
      en: 'Records that may be the same as the one that is being filled in',
    },
    params: FormParams,
    body: Type.Object({
      values: Values,
      /** The record itself, once it exists. */
      exclude: Type.Optional(Id),
    }),
    reply: Type.Object({ similar: Type.Array(Similar), refs: Refs }),
  }),
  listDuplicates: operation({
    id: 'listDuplicates',
    method: 'GET',
    path: base,
    access: 'member',
    summary: { zh: '重复数据', en: 'Groups of records that may be the same' },
    params: FormParams,
    query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) }),
    reply: Type.Object({
      /** Null: the form compares nothing. */
      scan: Nullable(Scan),
      /** The likeliest first. */
      groups: Type.Array(Type.Object({ records: Type.Array(Id), pairs: Type.Array(Pair) })),
      /** There are more groups than these. */
      more: Type.Boolean(),
      /** The records of the groups, as far as the caller may see them. */
      records: Type.Array(RecordBody),
      /** Fields that are compared, and those that say most about a record. */
      fields: Type.Array(Type.String()),
      refs: Refs,
    }),
  }),
  /** Remembered until somebody takes it back. */
  dismissDuplicates: operation({
    id: 'dismissDuplicates',
    method: 'POST',
    path: `${base}/dismiss`,
    access: 'member',
    summary: { zh: '标记为不是重复', en: 'Say that records are not the same' },
    params: FormParams,
    body: Type.Object({
      pairs: Type.Array(Type.Object({ a: Id, b: Id }), { minItems: 1, maxItems: 500 }),
      /** Takes it back. */
      undo: Type.Optional(Type.Boolean()),
    }),
    reply: Type.Object({ changed: Type.Integer() }),
  }),
  scanDuplicates: operation({
    id: 'scanDuplicates',
    method: 'POST',
    path: `${base}/scan`,
    access: 'admin',
    summary: { zh: '重新查找重复数据，或停止查找', en: 'Look for duplicates anew, or stop looking' },
    params: FormParams,
    body: Type.Object({ cancel: Type.Optional(Type.Boolean()) }),
    reply: Type.Object({ scan: Nullable(Scan) }),
  }),
};
