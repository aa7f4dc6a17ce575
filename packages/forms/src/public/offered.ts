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

/** Names ("lines.product") of the columns of a sub-form that visitors do not see; they send no files for rows. */
export function keptColumns({ key, owned }: CompiledField): readonly string[] {
  if (!owned) return [];
  return [...owned.fields.values()]
    .filter((column) => !mayOffer(column) || column.type.files)
    .map((column) => `${key}.${column.key}`);
}

/** Whether visitors may be shown a value of the field in the answer to a query: plain values of the record itself. */
export const mayShow = ({ type, target, kind, owned }: CompiledField): boolean =>
  !type.files && target === undefined && kind !== 'json' && !owned && type.roles !== true;

const ASKED: ReadonlySet<string> = new Set(['text', 'number', 'date', 'option']);
/** Whether visitors may find records by the value of the field. */
export const mayAsk = (field: CompiledField): boolean =>
  mayShow(field) && !field.many && !field.meta.encrypted && ASKED.has(field.kind);

/** Whether the form may take each value of the field only once. */
export const mayGuard = (field: CompiledField): boolean => mayOffer(field) && !field.meta.encrypted;

/** Whether a parameter of the address may be kept in the field. */
export const mayCapture = (field: CompiledField): boolean =>
  !field.type.generated && field.target === undefined && !field.owned && !field.type.files;
