import { type CompiledField, rowsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { Access } from '../../access/policy.ts';
import { unknownField } from '../../query/input.ts';
import type { RecordBody } from '../../types.ts';
import { fieldOfColumn } from '../convert/fields.ts';
import { systemColumn } from './system.ts';

/** A column of a sheet: a field, or a column of a sub-form's rows. */
export interface ExportColumn {
  readonly field: CompiledField;
  /** Key of the sub-form and of its column. */
  readonly of?: readonly [field: string, column: string];
  /** Stands on every line of a record, not on its first alone. */
  readonly repeated?: boolean;
  readonly read: (record: RecordBody) => Value;
}

/** Columns of fields that the member may see, and of system fields, in their order. Errors: query_invalid (unknown_field). */
export function columnsOf(access: Access, keys: readonly string[]): readonly ExportColumn[] {
  return [...new Set(keys)].flatMap((key): readonly ExportColumn[] => {
    const field = access.visible.get(key);
    const column = field ? { field, read: readOf(key) } : systemColumn(access.form, key);
    if (!column) throw unknownField(['fields', keys.indexOf(key)], key);
    return access.owned.has(key) ? rowColumns(access, key) : [column];
  });
}

/** The columns of a sub-form. */
export function rowColumns(access: Access, key: string): readonly ExportColumn[] {
  const [field, rows] = [access.visible.get(key), access.owned.get(key)];
  if (!field || !rows) return [];
  return [...rows.visible.values()].map((column) => ({
    field: fieldOfColumn(field, column),
    of: [key, column.key],
    read: () => null,
  }));
}

export const readOf =
  (key: string) =>
  ({ values }: RecordBody): Value =>
    (values[key] ?? null) as Value;

/** The keys of the fields that must be read for some columns. */
export const fieldsOf = (access: Access, columns: readonly ExportColumn[]): string[] => [
  ...new Set(columns.map(({ field, of }) => of?.[0] ?? field.key).filter((key) => access.visible.has(key))),
];

/**
 * The lines of a record: rows of its sub-forms below each other, its own values on the first alone.
 * @param least of a record without rows
 */
export function linesOf(columns: readonly ExportColumn[], record: RecordBody, least: 0 | 1): Value[][] {
  const lists = columns.map(({ of }) => (of ? rowsOf(record.values[of[0]] as Value) : []));
  const count = Math.max(least, ...lists.map(({ length }) => length));
  return Array.from({ length: count }, (_, line) =>
    columns.map(({ of, repeated, read }, at): Value => {
      if (of) return lists[at]?.[line]?.[of[1]] ?? null;
      return line === 0 || repeated ? read(record) : null;
    }),
  );
}
