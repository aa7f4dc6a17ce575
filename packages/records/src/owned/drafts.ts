import { isRowsChange, type RowValue, rowsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';

/** A row on its way: what was sent of it and what is stored. */
export interface RowDraft {
  readonly given: RowValue;
  readonly stored: RowValue | undefined;
}

/**
 * The rows that there shall be, in their order, from what a client sent: a whole list (rows by their id) or
 * `{ upsert, delete }`.
 */
export function rowDrafts(sent: Value, before: readonly RowValue[]): RowDraft[] {
  const stored = new Map(before.map((row) => [row._id, row]));
  if (!isRowsChange(sent))
    return rowsOf(sent).map((given) => ({ given, stored: stored.get(given._id ?? '') }));
  const upserts = new Map(sent.upsert.map((given) => [given._id, given]));
  const gone = new Set<Value>(sent.delete);
  const kept = before
    .filter(({ _id }) => !gone.has(_id ?? ''))
    .map((row): RowDraft => ({ given: upserts.get(row._id ?? '') ?? {}, stored: row }));
  const added = sent.upsert.filter(({ _id }) => !stored.has(_id ?? ''));
  return [...kept, ...added.map((given): RowDraft => ({ given, stored: undefined }))];
}
