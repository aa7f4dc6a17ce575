import { Type } from 'typebox';
import { operation } from './operation.ts';
import { Key, RecordBody, Refs, WorkspaceParams } from './schemas.ts';

/** Starts and ends of what was found in a text, in UTF-16 units. */
const Ranges = Type.Array(
  // A tuple of the builder's is written as before 2020-12, in words that OpenAPI 3.1 no longer knows.
  Type.Unsafe<[number, number]>({
    type: 'array',
    prefixItems: [{ type: 'integer' }, { type: 'integer' }],
    items: false,
    minItems: 2,
  }),
);

const Hit = Type.Object({
  /** The title, the stage and the facts of its form, as far as the caller may see them. */
  record: RecordBody,
  title: Type.Object({ text: Type.String(), ranges: Ranges }),
  /** Where else it was found: a piece of the text of each field. */
  found: Type.Array(Type.Object({ field: Type.String(), text: Type.String(), ranges: Ranges })),
});

export const search = {
  searchWorkspace: operation({
    id: 'searchWorkspace',
    method: 'POST',
    path: '/api/v1/w/{workspace}/search',
    access: 'member',
    summary: {
      zh: '在所有能看到的表单里搜索',
      en: 'Search all forms that the caller may view: words, pinyin, telephone numbers; the best first',
    },
    params: WorkspaceParams,
    body: Type.Object({
      text: Type.String({ minLength: 1, maxLength: 200 }),
      /** Only in the forms of an app, or in one of them. */
      app: Type.Optional(Key),
      form: Type.Optional(Key),
      /** Records of each form, default 5. */
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    }),
    reply: Type.Object({
      /** Forms in which something was found, the one with the best record first. */
      forms: Type.Array(
        Type.Object({
          /** "app:form" */
          form: Type.String(),
          hits: Type.Array(Hit),
          /** Records that were found; with `more` at least so many. */
          count: Type.Integer(),
          more: Type.Boolean(),
          /** Fields that say most about its records, beside title and stage. */
          facts: Type.Array(Type.String()),
        }),
      ),
      refs: Refs,
      /** Forms that took too long; search them by themselves. */
      missed: Type.Array(Type.String()),
    }),
  }),
};
