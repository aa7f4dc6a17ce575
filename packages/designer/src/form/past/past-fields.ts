import { fieldTypes } from '@trellis/forms/model';
import type { Contract, FieldSchema, FormDocument, ReplyOf } from '@trellis/metadata';

/** A field or column that published versions had: "lines.price" is a column. */
export type PastField = ReplyOf<Contract['listRemoved']>['fields'][number];

/** Fields that published versions had and the draft has not, by key, each as it was last. Their data is kept. */
export function removedFields(
  draft: FormDocument,
  past: readonly PastField[],
): ReadonlyMap<string, FieldSchema> {
  return new Map(
    past.flatMap(({ field: key, schema }) => {
      const field = schema as FieldSchema;
      const gone = !key.includes('.') && !Object.hasOwn(draft.properties, key);
      return gone && fieldTypes.find(field.trellis.type) ? [[key, field] as const] : [];
    }),
  );
}
