import { type Static, Type } from 'typebox';
import { literals } from './literals.ts';
import { operation } from './operation.ts';
import { FormParams, Id, Refs } from './schemas.ts';

/**
 * Records that point to those which go. `along`: they go too; `clear`: what points there is emptied; `restrict`: they stand
 * in the way; `forbidden`: they would go too, and the member may not delete them.
 */
export const DeletionEffect = Type.Object({
  what: literals(['along', 'clear', 'restrict', 'forbidden']),
  /** "app:form"; null where the member sees neither which nor how many there are. */
  form: Type.Union([Type.String(), Type.Null()]),
  count: Type.Integer(),
  /** There are more than were counted. */
  more: Type.Boolean(),
  /** The first ones, by whose titles they are known. */
  records: Type.Array(Id),
});
export type DeletionEffect = Static<typeof DeletionEffect>;

/** What deleting records means for those that point to them. */
export const deletion = {
  previewDelete: operation({
    id: 'previewDelete',
    method: 'POST',
    path: '/api/v1/w/{workspace}/records/{app}/{form}/delete/preview',
    access: 'member',
    summary: {
      zh: '预览删除：哪些关联数据会一起删除、被清空关联，或不允许删除',
      en: 'What goes along when records are deleted, what is emptied, and what stands in the way',
    },
    params: FormParams,
    body: Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 1_000 }) }),
    reply: Type.Object({ effects: Type.Array(DeletionEffect), refs: Refs }),
  }),
};
