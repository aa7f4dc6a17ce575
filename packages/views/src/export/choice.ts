import type { CompiledForm } from '@trellis/forms/model';
import type { Body } from '@trellis/ui/react';
import type { ClientCatalog, FormInfo } from '../catalog/catalog.ts';

/** Which records, and what of them the list shows. */
export type ExportedList = Pick<Body<'startExport'>, 'filter' | 'search' | 'sort' | 'fields' | 'asOf'>;
export type SheetChoice = NonNullable<Body<'startExport'>['sheets']>[number];

/** System fields that a file can have, in their order. */
export const SYSTEM = [
  ...['_owner_id', '_department_id', '_created_by', '_created_at', '_updated_by', '_updated_at', '_id'],
];

/** What may hang on the records of a form: its sub-forms, and the forms that point to it, as far as they may be exported. */
export function sheetChoices(catalog: ClientCatalog, { form }: FormInfo): readonly SheetChoice[] {
  const rows = [...form.fields.values()].filter(({ owned }) => owned).map(({ key }) => ({ field: key }));
  const pointing = [...catalog.forms.values()]
    .filter(({ actions }) => actions.has('export'))
    .flatMap((other) =>
      [...other.form.fields.values()]
        .filter(({ target }) => target === form.ref)
        .map(({ key }) => ({ form: other.form.ref, field: key })),
    );
  return [...rows, ...pointing];
}

/** A name for a sheet among the others. */
export const nameOf = ({ form = '', field }: SheetChoice): string => `${form}/${field}`;

/** The chosen fields in the order of the list, then those that it does not show in the order of the form, system fields last. */
export function inOrder(form: CompiledForm, list: readonly string[], chosen: ReadonlySet<string>): string[] {
  const own = list.filter((key) => form.fields.has(key));
  const order = [...own, ...form.fields.keys(), ...SYSTEM];
  return [...new Set(order)].filter((key) => chosen.has(key));
}
