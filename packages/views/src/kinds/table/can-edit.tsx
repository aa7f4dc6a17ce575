import type { CompiledField } from '@trellis/forms/model';
import { fieldFacets } from '@trellis/forms/react';
import type { FormInfo } from '../../catalog/catalog.ts';
import type { Column } from '../../data/columns.ts';

/** How a column's cells are edited: in place, in a small window at the cell, or on the record; undefined: not at all. */
export type Editing = 'inline' | 'popup' | 'record';

/** By its type, by its form, and by what this member may. */
export function editingOf(info: FormInfo, { field }: Column): Editing | undefined {
  if (!field || !mayWrite(info, field)) return undefined;
  if (fieldFacets.get(field.type.type).inline) return 'inline';
  // Rows and files need the room and the buttons of a form.
  return field.owned || field.type.files ? 'record' : 'popup';
}

function mayWrite(info: FormInfo, field: CompiledField): boolean {
  return (
    !field.type.generated &&
    !field.type.display &&
    !field.meta.readonly &&
    info.actions.has('edit') &&
    !info.readonly.has(field.key)
  );
}

/** Whether a text can be turned into a value of the column: what is pasted into it may be changed like that. */
export const takesText = (info: FormInfo, column: Column): boolean => {
  const editing = editingOf(info, column);
  return editing !== undefined && editing !== 'record' && !column.field?.type.lossy;
};
