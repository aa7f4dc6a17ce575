import type { Issue, JsonObject } from '@trellis/metadata';
import type { Surroundings } from '../contract.ts';

const FIELD: JsonObject = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' };
/** Settings of fields that list records of another form. */
export const COLUMNS: JsonObject = { type: 'array', maxItems: 12, uniqueItems: true, items: FIELD };
export const LIMIT: JsonObject = { type: 'integer', minimum: 1, maximum: 100 };
export const SORT: JsonObject = { $ref: 'trellis:sort' };

/** Mistakes of such settings: the form, its columns and the order must exist. */
export function listIssues(
  config: {
    readonly form: string;
    readonly columns: readonly string[];
    readonly sort?: readonly { readonly field: string }[];
  },
  around: Surroundings,
): readonly Issue[] {
  const { form, columns, sort = [] } = config;
  if (!around.fieldsOf(form)) return [{ path: ['form'], code: 'unknown_form', params: { name: form } }];
  const unknown = (name: string, path: Issue['path']): readonly Issue[] =>
    around.at && !around.at(form, name) ? [{ path, code: 'unknown_field', params: { name } }] : [];
  return [
    ...columns.flatMap((name, index) => unknown(name, ['columns', index])),
    ...sort.flatMap(({ field }, index) => {
      const path = ['sort', index, 'field'];
      const encrypted = around.at?.(form, field)?.encrypted;
      return encrypted ? [{ path, code: 'encrypted_field', params: { name: field } }] : unknown(field, path);
    }),
  ];
}
