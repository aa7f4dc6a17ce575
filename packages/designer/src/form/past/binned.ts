import { fieldTypes } from '@trellis/forms/model';
import type { FieldSchema, FormDocument } from '@trellis/metadata';
import { type FormCommand, named } from '../commands.ts';
import { rowsDocument } from '../rows/commands.ts';
import type { PastField } from './past-fields.ts';

/** Of all that versions had, the fields that the draft has not, and columns of sub-forms that it has. */
export function binnedFields(draft: FormDocument, past: readonly PastField[]): readonly PastField[] {
  return past.filter(({ field, schema }) => {
    if (!fieldTypes.find((schema as FieldSchema).trellis.type)) return false;
    const [key = '', column] = field.split('.');
    const there = Object.hasOwn(draft.properties, key);
    if (column === undefined || !there) return column === undefined && !there;
    const rows = rowsDocument(draft, key);
    return rows !== undefined && !Object.hasOwn(rows.properties, column);
  });
}

/** Puts a column back at the end of the rows. */
export const columnBack = (rows: FormDocument, key: string, column: FieldSchema): FormCommand => ({
  label: named('恢复', 'Restore', column.trellis.label),
  apply: (document) => ({ ...document, properties: { ...rows.properties, [key]: column } }),
});
