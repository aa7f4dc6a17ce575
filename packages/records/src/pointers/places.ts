import type { CompiledField } from '@trellis/forms/model';
import { AppError } from '@trellis/metadata';
import type { Catalog, CatalogForm } from '../contract.ts';
import { quoteName } from '../storage/names.ts';

/** A field, or a column of rows, whose values are records of a form. */
export interface Place {
  /** The form whose records, or whose rows, point there. */
  readonly form: CatalogForm;
  /** The sub-form that has the column. */
  readonly rows?: { readonly key: string; readonly form: CatalogForm };
  readonly field: CompiledField;
  /** Quoted. */
  readonly column: string;
}

/** The form whose table has the column. */
export const holderOf = ({ form, rows }: Place): CatalogForm => rows?.form ?? form;

/** The name of a place in its form: "field" or "field.column". */
export const nameOf = ({ rows, field }: Place): string => (rows ? `${rows.key}.${field.key}` : field.key);

/**
 * Everything in the workspace that may point to records of a form; what follows from it is worked out anew by itself.
 * Forms in the bin are among it: their tables stand, and they may come back. Errors: form_unavailable where a form that
 * points there is set aside.
 * @param wanted leaves out fields, and the forms that have no others
 */
export function placesOf(
  { forms }: Catalog,
  ref: string,
  wanted: (field: CompiledField) => boolean = () => true,
): readonly Place[] {
  const places: Place[] = [];
  for (const form of forms.values()) {
    const own = fieldsTo(form, ref, wanted).map((one) => ({ form, ...one }));
    const inRows = [...form.owned].flatMap(([key, rows]) =>
      fieldsTo(rows, ref, wanted).map((one) => ({ form, rows: { key, form: rows }, ...one })),
    );
    if (own.length + inRows.length > 0 && form.state === 'quarantined')
      throw new AppError('form_unavailable', { params: { form: form.ref } });
    places.push(...own, ...inRows);
  }
  return places;
}

const fieldsTo = (
  { fields, columns }: CatalogForm,
  ref: string,
  wanted: (field: CompiledField) => boolean,
): Pick<Place, 'field' | 'column'>[] =>
  [...fields.values()].flatMap((field) => {
    const column = columns.get(field.key);
    return field.target === ref && column !== undefined && !field.type.computed && wanted(field)
      ? [{ field, column: quoteName(column) }]
      : [];
  });
