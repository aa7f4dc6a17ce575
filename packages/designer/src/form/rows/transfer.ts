import { fieldTypes, renamedField } from '@trellis/forms/model';
import { type FieldMeta, type FormDocument, keyFromLabel } from '@trellis/metadata';
import { addField, defined, type FormCommand, freeLabel, named, removeField } from '../commands.ts';
import type { Place } from '../layout.ts';
import { together } from '../many/commands.ts';
import { addColumn, inRows, mayBeColumn, removeColumn, rowsDocument } from './commands.ts';

/** Under which a column finds the fields of the record around its row. */
const PARENT = '_parent_id';
/** What a column can't be. */
const NOT_IN_ROWS = {
  unique: undefined,
  searchable: undefined,
  hideOnCreate: undefined,
  hideTitle: undefined,
};

/** Why a field can't become a column of a sub-form: it names the records, or its type does not go into rows. */
export function columnRefusal(
  document: FormDocument,
  key: string,
  rows: string,
): 'title' | 'type' | undefined {
  const type = fieldTypes.find(document.properties[key]?.trellis.type ?? '');
  if (document.trellis.titleField === key) return 'title';
  return key === rows || !type || type.owned !== undefined || !mayBeColumn(type) ? 'type' : undefined;
}

/**
 * Makes a field of the form a column of a sub-form. It is another place to store values in: those of a published field
 * stay with the field that goes.
 */
export function fieldToColumn(document: FormDocument, key: string, rows: string): FormCommand | undefined {
  const field = document.properties[key];
  const inside = rowsDocument(document, rows);
  if (!field || !inside || columnRefusal(document, key, rows)) return undefined;
  const column = Object.hasOwn(inside.properties, key)
    ? keyFromLabel(field.trellis.label.zh, Object.keys(inside.properties))
    : key;
  // What it asks of its old neighbours it asks of the record around the row.
  const outer = new Map(Object.keys(document.properties).map((one) => [one, `${PARENT}.${one}`]));
  const moved = renamedField(field, outer);
  const label = freeLabel(inside, field.trellis.label);
  const trellis = defined({ ...moved.trellis, ...NOT_IN_ROWS, label }) as FieldMeta;
  const next = { title: label.zh, trellis };
  return together(named('移入子表', 'Move into the sub-form:', field.trellis.label), [
    inRows(rows, addColumn(column, next)),
    removeField(document, key),
  ]);
}

/** Makes a column of a sub-form a field of the form, after the sub-form unless said. The last column stays. */
export function columnToField(
  document: FormDocument,
  rows: string,
  column: string,
  past: Iterable<string>,
  place: Place = { after: rows },
): { readonly key: string; readonly command: FormCommand } | undefined {
  const inside = rowsDocument(document, rows);
  const field = inside?.properties[column];
  if (!inside || !field || Object.keys(inside.properties).length < 2) return undefined;
  const taken = [...Object.keys(document.properties), ...past];
  const key = taken.includes(column) ? keyFromLabel(field.trellis.label.zh, taken) : column;
  const label = freeLabel(document, field.trellis.label);
  const moved = renamedField(field, new Map([[PARENT, '']]));
  const next = { title: label.zh, trellis: { ...moved.trellis, label } };
  return {
    key,
    command: together(named('移出子表', 'Move out of the sub-form:', field.trellis.label), [
      inRows(rows, removeColumn(inside, column)),
      addField(key, next, place),
    ]),
  };
}
