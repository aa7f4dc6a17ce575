import { type CompiledField, literalDefault } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';

/** The ids in a value of one or many references. */
export const idsIn = (value: Value | undefined): readonly string[] =>
  (Array.isArray(value) ? (value as readonly Value[]) : [value]).filter((id) => typeof id === 'string');

const fixed = new WeakMap<CompiledField, readonly string[]>();
/**
 * What a reference points to where nobody says: the ids of its literal default. The definition points there, not who
 * writes, so they have to exist, and need neither be the writer's to see nor among the candidates.
 */
export function fixedIds(field: CompiledField): readonly string[] {
  let ids = fixed.get(field);
  if (!ids) {
    ids = field.target === undefined ? [] : idsIn(literalDefault(field));
    fixed.set(field, ids);
  }
  return ids;
}

/**
 * The ids of a reference that a person chose and that its condition has to be asked about: all of a new record's. Of a
 * change those that are new, or all where something moved that the condition reads.
 */
export function chosenIds(
  field: CompiledField,
  value: Value | undefined,
  stored?: { readonly value: Value | undefined; readonly moved: boolean },
): readonly string[] {
  const known = new Set([...fixedIds(field), ...(stored && !stored.moved ? idsIn(stored.value) : [])]);
  return idsIn(value).filter((id) => !known.has(id));
}
