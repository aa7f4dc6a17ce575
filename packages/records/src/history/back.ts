import { rowsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { AppError } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { isRowsDiff, type RowsDiff, undoRows } from '../owned/diff.ts';
import { visibleRows } from '../owned/read.ts';
import { legible } from '../past/legible.ts';
import { readRecord } from '../query/get.ts';
import { openAll } from '../secrets/values.ts';
import type { History, RecordBody } from '../types.ts';

/** A record as it is now; a deleted one for those who may delete. Errors: record_not_found. */
export async function readAnyRecord(ctx: Ctx, { form, actions }: Access, id: string): Promise<RecordBody> {
  try {
    return await readRecord(ctx, form.ref, id, 'view');
  } catch (error) {
    const deleted = error instanceof AppError && error.code === 'record_not_found' && actions.has('delete');
    if (!deleted) throw error;
    return readRecord(ctx, form.ref, id, 'delete', { deleted: true });
  }
}

/** What a change kept of what stood there before it, decrypted. */
export const oldValues = (
  ctx: Ctx,
  { form }: Access,
  id: string,
  before: string | null,
): Readonly<Record<string, unknown>> =>
  openAll(ctx, form, id, (JSON.parse(before ?? '{}') ?? {}) as Record<string, unknown>);

/** What a change did to the visible fields. `state` is the record after it and becomes the record before it. */
export function goBack(
  access: Access,
  op: History['changes'][number]['op'],
  before: Readonly<Record<string, unknown>>,
  state: Record<string, unknown>,
): History['changes'][number]['fields'] {
  if (op === 'create') {
    return Object.entries(state)
      .filter(([, value]) => value !== null)
      .map(([field, after]) => ({ field, before: null, after }));
  }
  const fields: History['changes'][number]['fields'] = [];
  for (const [field, old] of Object.entries(before)) {
    if (!Object.hasOwn(state, field)) continue;
    const after = state[field];
    const was = isRowsDiff(old) ? rowsBefore(access, field, after, old) : asNow(access, field, old);
    state[field] = was;
    // Of rows, something may have changed that the member does not see.
    if (was === old || JSON.stringify(was) !== JSON.stringify(after)) {
      fields.push({ field, before: was, after });
    }
  }
  return fields;
}

/** What the field of now reads of a value that it kept: it may have had another type then. */
function asNow({ form, owned }: Access, key: string, old: unknown): unknown {
  if (owned.has(key)) return null;
  const field = form.fields.get(key);
  return field ? legible(old, field.type.column(field.config)) : old;
}

/** Rows before a change, as far as the member sees them. */
function rowsBefore(access: Access, field: string, after: unknown, diff: RowsDiff): Value {
  return visibleRows(access, field, rowsOf(undoRows(after as Value, diff)));
}
