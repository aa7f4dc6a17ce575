import type { CompiledField } from '@trellis/forms/model';

/** Whether the values of a field are in a column of its form's table: rows of a sub-form have a table of their own. */
export const hasColumn = (field: CompiledField): boolean => field.owned === undefined;
