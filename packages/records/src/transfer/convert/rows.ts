import { type RowValue, rowsOf, sameValue } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { envOf } from '../../access/env.ts';
import { accessFor } from '../../access/policy.ts';
import { reading } from '../../access/target.ts';
import type { Ctx } from '../../contract.ts';
import { readImages } from '../../write/images.ts';
import { slicesOf } from '../../write/slices.ts';
import type { Mapping } from '../mapping/types.ts';
import type { PlannedColumn } from './check.ts';
import { columnIn } from './fields.ts';
import type { ReadRow } from './read.ts';

/** What becomes of the rows that a record has, by sub-form. */
export type RowsPolicy = NonNullable<Mapping['rows']>;

/** The rows of some records by sub-form. */
type RowsById = ReadonlyMap<string, Readonly<Record<string, readonly RowValue[]>>>;

/** Reads the rows of records that a file has rows for; nothing where it has none. */
export async function readRowsOf(
  ctx: Ctx,
  form: string,
  columns: readonly PlannedColumn[],
  ids: readonly string[],
): Promise<RowsById> {
  const fields = [...new Set(columns.flatMap(({ field }) => columnIn(field)?.[0] ?? []))];
  const found = new Map<string, Record<string, readonly RowValue[]>>();
  if (fields.length === 0) return found;
  const access = accessFor(ctx, form, 'edit');
  for await (const slice of slicesOf(ids)) {
    const images = await readImages(reading(ctx, envOf(ctx)), access, 'edit', slice);
    for (const { id, values } of images.values())
      found.set(id, Object.fromEntries(fields.map((field) => [field, rowsOf(values[field])])));
  }
  return found;
}

/**
 * The rows that a record shall have, with the row of the file that each came from. A row that stays is named by its id and
 * keeps what the file says nothing of.
 * @param mapped columns of the sub-form that the file has
 */
export function rowsAfter(
  { how, by }: RowsPolicy[string],
  mapped: readonly string[],
  before: readonly RowValue[],
  given: readonly RowValue[],
): { readonly row: RowValue; readonly line?: number }[] {
  const free = new Set(before);
  const take = (same: (stored: RowValue) => boolean): RowValue | undefined => {
    const stored = [...free].find(same);
    if (stored) free.delete(stored);
    return stored;
  };
  const valueIn = (row: RowValue, column: string): Value => row[column] ?? null;
  const found = given.map((row, line) => {
    const stored =
      how === 'add' || (how === 'match' && valueIn(row, by ?? '') === null)
        ? undefined
        : take((one) =>
            (how === 'match' ? [by ?? ''] : mapped).every((column) =>
              sameValue(valueIn(one, column), valueIn(row, column)),
            ),
          );
    return { row: stored ? { ...row, _id: stored._id ?? null } : row, stored, line };
  });
  if (how === 'replace') return found.map(({ row, line }) => ({ row, line }));
  const changed = new Map(found.flatMap((one) => (one.stored ? [[one.stored, one] as const] : [])));
  return [
    ...before.map((stored) => {
      const one = changed.get(stored);
      return one ? { row: one.row, line: one.line } : { row: { _id: stored._id ?? null } };
    }),
    ...found.flatMap(({ row, line, stored }) => (stored ? [] : [{ row, line }])),
  ];
}

const REPLACE: RowsPolicy[string] = { how: 'replace' };

/** A row of the file as it changes a record: its rows of sub-forms become those that the record shall have. */
export function withRowsAfter(
  row: ReadRow,
  before: Readonly<Record<string, readonly RowValue[]>>,
  columns: readonly PlannedColumn[],
  policy: RowsPolicy,
): ReadRow {
  const values: Record<string, unknown> = { ...row.record.values };
  const lines: Record<string, readonly number[]> = { ...row.lines };
  for (const [field, stored] of Object.entries(before)) {
    const given = rowsOf(values[field] as Value);
    if (given.length === 0) continue;
    const mapped = columns.flatMap((column) => {
      const place = columnIn(column.field);
      return place?.[0] === field ? [place[1]] : [];
    });
    const after = rowsAfter(policy[field] ?? REPLACE, mapped, stored, given);
    values[field] = after.map((one) => one.row);
    // What is wrong with a row is told where the file has it; with one that it does not have, at the record.
    lines[field] = after.map(
      ({ line }) => (line === undefined ? undefined : row.lines[field]?.[line]) ?? row.row,
    );
  }
  return { ...row, record: { ...row.record, values }, lines };
}
