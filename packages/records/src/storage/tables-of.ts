import { type CompiledForm, ownedFields } from '@trellis/forms/model';

/** A form and the forms of the rows that it owns: everything that has a table. */
export const tablesOf = (form: CompiledForm): readonly CompiledForm[] => [
  form,
  ...ownedFields(form).map(({ rows }) => rows),
];
