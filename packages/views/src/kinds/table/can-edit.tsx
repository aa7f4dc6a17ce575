import { fieldFacets } from '@trellis/forms/react';
import type { FormInfo } from '../../catalog/catalog.ts';
import type { Column } from '../../data/columns.ts';

/** Whether a column's cells may be edited in place: by its type, by its form, and by this member. */
export function canEdit(info: FormInfo, { field }: Column): boolean {
  return (
    field !== undefined &&
    fieldFacets.get(field.type.type).inline === true &&
    !field.type.generated &&
    !field.meta.readonly &&
    info.actions.has('edit') &&
    !info.readonly.has(field.key)
  );
}
