import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { PUBLIC_TYPES } from './types.ts';

/** Whether visitors may be offered a field at all: its type has an input for them and nobody else is to fill it in. */
export const mayOffer = ({ type, meta }: CompiledField): boolean =>
  PUBLIC_TYPES.has(type.type) && meta.readonly !== true && (!type.generated || type.computed !== undefined);

/** Fields that a form offers to the public where nobody chose: those that people fill in when they make a record. */
const usuallyOffered = (field: CompiledField): boolean =>
  mayOffer(field) && !field.type.generated && field.meta.hideOnCreate !== true;

/**
 * The fields that visitors see, in the order of the form.
 * @param chosen keys; absent: the usual ones
 */
export function offeredFields(form: CompiledForm, chosen?: readonly string[]): readonly CompiledField[] {
  const wanted = chosen && new Set(chosen);
  return [...form.fields.values()].filter((field) =>
    wanted ? wanted.has(field.key) && mayOffer(field) : usuallyOffered(field),
  );
}

/** Names ("lines.product") of the columns of a sub-form that visitors do not see. */
export function keptColumns({ key, owned }: CompiledField): readonly string[] {
  if (!owned) return [];
  return [...owned.fields.values()]
    .filter((column) => !mayOffer(column))
    .map((column) => `${key}.${column.key}`);
}
