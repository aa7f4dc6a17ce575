import {
  type FormDocument,
  JSON_SCHEMA_DIALECT,
  type JsonObject,
  type LocalText,
  type RowsDocument,
} from '@trellis/metadata';
import type { FieldType, ValueSchema } from '../contract.ts';
import type { CompiledForm } from './compile.ts';

/** The form of the rows in a field's settings; undefined for types without rows. */
export const rowsIn = (type: FieldType, config: JsonObject): RowsDocument | undefined =>
  type.owned === undefined ? undefined : (config[type.owned] as unknown as RowsDocument);

/** The schema of rows whose columns have these schemas. */
export const rowSchema = (columns: Iterable<readonly [string, ValueSchema]>): ValueSchema => ({
  type: 'object',
  properties: { _id: { type: 'string', format: 'uuid' }, ...Object.fromEntries(columns) },
  additionalProperties: false,
});

/** A field whose value is a list of rows in a table of their own, with the form of those rows. */
export interface OwnedField {
  readonly key: string;
  readonly rows: CompiledForm;
}

const found = new WeakMap<CompiledForm, readonly OwnedField[]>();

/** The sub-forms of a form, in its order. */
export function ownedFields(form: CompiledForm): readonly OwnedField[] {
  let known = found.get(form);
  if (!known) {
    known = [...form.fields.values()].flatMap(({ key, owned }) => (owned ? [{ key, rows: owned }] : []));
    found.set(form, known);
  }
  return known;
}

/** The rows of a field as a form document, for all that works on forms. Its first column names a row. */
export function documentOfRows(label: LocalText, rows: RowsDocument): FormDocument {
  return {
    $schema: JSON_SCHEMA_DIALECT,
    type: 'object',
    title: label.zh,
    properties: rows.properties,
    required: rows.required,
    additionalProperties: false,
    trellis: {
      vocabulary: 1,
      label,
      titleField: Object.keys(rows.properties)[0] ?? '',
      layout: [],
      ...(rows.checks ? { checks: rows.checks } : {}),
    },
  };
}

/** What a field keeps in its settings of a document made by `documentOfRows`. */
export const rowsOfDocument = ({ properties, required, trellis }: FormDocument): RowsDocument => ({
  properties,
  required,
  ...(trellis.checks ? { checks: trellis.checks } : {}),
});

/** Name of the form of the rows: "crm:order" + "lines" → "crm:order.lines". */
export const ownedRef = (form: string, field: string): string => `${form}.${field}`;

/** The form and field that own the rows of a form, from its name; undefined for a form that nobody owns. */
export function ownerOf(ref: string): { readonly form: string; readonly field: string } | undefined {
  const at = ref.lastIndexOf('.');
  return at < 0 ? undefined : { form: ref.slice(0, at), field: ref.slice(at + 1) };
}
