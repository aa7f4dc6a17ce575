import { type RowValue, rowsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';

/** What must be put back to undo a change of rows: those that changed or went, and the order of all. */
export interface RowsDiff {
  readonly rows: { readonly [id: string]: RowValue };
  readonly order: readonly string[];
}

/** The reverse diff from the rows after a change to those before. */
export function rowsDiff(before: Value | undefined, after: Value | undefined): RowsDiff {
  const now = new Map(rowsOf(after).map((row) => [row._id, JSON.stringify(row)]));
  const old = rowsOf(before);
  const changed = old.filter((row) => now.get(row._id) !== JSON.stringify(row));
  return {
    rows: Object.fromEntries(changed.map((row) => [String(row._id), row])),
    order: old.map(({ _id }) => String(_id)),
  };
}

/** The rows before a change, from those after it. A column that is new since then is empty. */
export function undoRows(after: Value | undefined, diff: RowsDiff): Value {
  const now = new Map(rowsOf(after).map((row) => [String(row._id), row]));
  const list = diff.order.flatMap((id) => diff.rows[id] ?? now.get(id) ?? []);
  return list.length > 0 ? list : null;
}

/** Whether an old value in history is a reverse diff of rows. */
export const isRowsDiff = (old: unknown): old is RowsDiff =>
  typeof old === 'object' && old !== null && !Array.isArray(old) && Object.hasOwn(old, 'order');
