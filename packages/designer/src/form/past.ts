import { fieldTypes } from '@trellis/forms/model';
import type { FieldSchema, FormDocument } from '@trellis/metadata';

/** Fields that published versions had and the draft has not, by key, each as it was last. Their data is kept. */
export function removedFields(
  draft: FormDocument,
  versions: readonly FormDocument[],
): ReadonlyMap<string, FieldSchema> {
  const removed = new Map<string, FieldSchema>();
  for (const version of versions) {
    for (const [key, field] of Object.entries(version.properties)) {
      const known = Object.hasOwn(draft.properties, key) || removed.has(key);
      if (!known && fieldTypes.find(field.trellis.type)) removed.set(key, field);
    }
  }
  return removed;
}
