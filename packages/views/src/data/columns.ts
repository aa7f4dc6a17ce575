import type { CompiledField, CompiledForm } from '@trellis/forms/model';
import type { ValueKind } from '@trellis/logic';
import { SYSTEM_FIELDS, type SystemField, type TableColumn } from '@trellis/metadata';

/** Something that a list can show of a record: a field, or a system field. */
export interface Column {
  readonly key: string;
  readonly kind: ValueKind;
  /** Absent for system fields. */
  readonly field?: CompiledField;
  /** px. */
  readonly width: number;
}

/** Widths by kind of value: what usually fits without wasting room. */
const WIDTHS: Readonly<Record<ValueKind, number>> = {
  text: 180,
  number: 130,
  boolean: 88,
  date: 120,
  time: 96,
  datetime: 150,
  option: 130,
  ref: 160,
  file: 160,
  json: 160,
};
const TITLE_WIDTH = 240;

export const isSystemField = (key: string): key is SystemField => Object.hasOwn(SYSTEM_FIELDS, key);

/** The column of a key, or undefined for a field that does not exist or that the member may not see. */
export function columnOf(form: CompiledForm, key: string, width?: number): Column | undefined {
  const field = form.fields.get(key);
  if (field) {
    const usual = key === form.titleField ? TITLE_WIDTH : WIDTHS[field.kind];
    return { key, kind: field.kind, field, width: width ?? usual };
  }
  if (!isSystemField(key)) return undefined;
  const { kind } = SYSTEM_FIELDS[key];
  return { key, kind, width: width ?? WIDTHS[kind] };
}

/**
 * The columns that exist and are shown, in the given order, the record's title first: it is what names and opens a row,
 * and so never hidden.
 */
export function columnsOf(form: CompiledForm, wanted: readonly TableColumn[]): Column[] {
  const found = wanted.flatMap(({ field, width, hidden }) =>
    hidden && field !== form.titleField ? [] : (columnOf(form, field, width) ?? []),
  );
  const title = found.find((c) => c.key === form.titleField) ?? columnOf(form, form.titleField);
  return title ? [title, ...found.filter((c) => c.key !== title.key)] : found;
}
