import { Type } from 'typebox';
import { operation } from './operation.ts';
import { Accept, Id, Issue, RecordBody, RecordParams, Refs } from './schemas.ts';

const record = '/api/v1/w/{workspace}/records/{app}/{form}/{id}';

/** A moment of the past: an instant as ISO text. */
export const AsOf = Type.String({ maxLength: 40 });

/** A moment in the life of a record: before or after one of its changes, or by the clock. */
const To = Type.Union([
  Type.Object({ change: Id, side: Type.Union([Type.Literal('before'), Type.Literal('after')]) }),
  Type.Object({ at: AsOf }),
]);
const Field = Type.String({ maxLength: 60 });

/** Values of earlier moments, put back as changes like any other. */
export const past = {
  previewPutBack: operation({
    id: 'previewPutBack',
    method: 'POST',
    path: `${record}/back/preview`,
    access: 'member',
    summary: { zh: '预览恢复到较早的内容', en: 'What putting earlier values back would change' },
    params: RecordParams,
    body: Type.Object({ to: To }),
    reply: Type.Object({
      /** The moment whose values they are. */
      at: Type.String(),
      /** Of the record as it is now. */
      version: Type.Integer(),
      /** What differs; "_owner_id" is the owner. */
      fields: Type.Array(
        Type.Object({
          field: Field,
          now: Type.Unknown(),
          was: Type.Unknown(),
          /** Why it can't be put back. */
          issue: Type.Optional(Issue),
        }),
      ),
      /** What is wrong with the whole. */
      issues: Type.Array(Issue),
      refs: Refs,
    }),
  }),
  putBack: operation({
    id: 'putBack',
    method: 'POST',
    path: `${record}/back`,
    access: 'member',
    summary: { zh: '恢复到较早的内容', en: 'Put values of an earlier moment back' },
    params: RecordParams,
    body: Type.Object({
      to: To,
      /** Some of what differs; without them all that the caller may write. */
      fields: Type.Optional(Type.Array(Field, { minItems: 1, maxItems: 400 })),
      /** The version that was looked at; without it the newest is taken. */
      version: Type.Optional(Type.Integer({ minimum: 1 })),
      accept: Type.Optional(Accept),
    }),
    reply: RecordBody,
  }),
};
