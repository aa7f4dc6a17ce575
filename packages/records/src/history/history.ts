import { rowsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { AppError, type Contract, MEMBER_TARGET, type QueryOf } from '@trellis/metadata';
import { type Access, accessFor } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { isRowsDiff, type RowsDiff, undoRows } from '../owned/diff.ts';
import { visibleRows } from '../owned/read.ts';
import { readRecord } from '../query/get.ts';
import { addRefs, addRowRefs } from '../query/refs.ts';
import { referenceTitles } from '../query/titles.ts';
import { openAll } from '../secrets/values.ts';
import type { History, RecordBody } from '../types.ts';
import { type ChangeRow, changesOf } from './changes.ts';
import { readChangePosition, writeChangePosition } from './position.ts';

/** Changes looked at for one answer. */
const MAX_CHANGES = 1_000;
/** Changes that can be gone back over: each page is worked out from the record as it is now. */
const FARTHEST = 10_000;
/** Changes looked at for each that is wanted: members see nothing of some. */
const SPARE = 4;

/**
 * Changes of a record, newest first: for each visible field what it was before and after. Changes of nothing but
 * hidden fields do not appear. Deleted records show theirs to those who may delete. History ends at the newest 10,000.
 * Errors: record_not_found (also out of the member's rows), form_not_found, query_invalid (bad_cursor).
 */
export async function recordHistory(
  ctx: Ctx,
  form: string,
  id: string,
  { limit = MAX_CHANGES, after }: QueryOf<Contract['recordHistory']> = {},
): Promise<History> {
  const access = accessFor(ctx, form, 'view');
  const start = readChangePosition(after);
  const record = await current(ctx, form, id, access.actions.has('delete'));
  const passed = start ? await changesOf(ctx, form, id, { upTo: start, limit: FARTHEST }) : [];
  const most = Math.min(MAX_CHANGES, limit * SPARE, FARTHEST - passed.length);
  const rows = await changesOf(ctx, form, id, { after: start, limit: most });
  const targets = new Map<string, Set<string>>();
  const state: Record<string, unknown> = { ...record.values, _owner_id: record.meta.owner };
  const target = (key: string) => (key === '_owner_id' ? MEMBER_TARGET : access.visible.get(key)?.target);
  const opened = (before: string | null) =>
    openAll(ctx, access.form, id, (JSON.parse(before ?? '{}') ?? {}) as Record<string, unknown>);
  // The way back to where the page begins leads through all that is newer.
  for (const { op, before } of passed) if (op !== 'delete') fieldsOf(access, op, opened(before), state);
  const changes: History['changes'] = [];
  let last: ChangeRow | undefined;
  for (const row of rows) {
    if (changes.length === limit) break;
    last = row;
    const { before, accepted, ...change } = row;
    const fields = change.op === 'delete' ? [] : fieldsOf(access, change.op, opened(before), state);
    for (const { field, before: old, after } of fields) {
      addRefs(targets, target(field), old);
      addRefs(targets, target(field), after);
      addRowRefs(targets, access.form, { [field]: old });
      addRowRefs(targets, access.form, { [field]: after });
    }
    addRefs(targets, MEMBER_TARGET, change.actor);
    if (change.op !== 'update' || fields.length > 0)
      changes.push({ ...change, fields, ...(accepted ? { accepted } : {}) });
  }
  const more = last !== rows.at(-1) || (rows.length === most && passed.length + most < FARTHEST);
  return {
    changes,
    refs: await referenceTitles(ctx, targets),
    next: more && last ? writeChangePosition(last) : null,
  };
}

async function current(ctx: Ctx, form: string, id: string, mayDelete: boolean): Promise<RecordBody> {
  try {
    return await readRecord(ctx, form, id, 'view');
  } catch (error) {
    const deleted = error instanceof AppError && error.code === 'record_not_found' && mayDelete;
    if (!deleted) throw error;
    return readRecord(ctx, form, id, 'delete', { deleted: true });
  }
}

/** What a change did to the visible fields. `state` is the record after it and becomes the record before it. */
function fieldsOf(
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
    const was = isRowsDiff(old) ? rowsBefore(access, field, after, old) : old;
    state[field] = was;
    // Of rows, something may have changed that the member does not see.
    if (was === old || JSON.stringify(was) !== JSON.stringify(after)) {
      fields.push({ field, before: was, after });
    }
  }
  return fields;
}

/** Rows before a change, as far as the member sees them. */
function rowsBefore(access: Access, field: string, after: unknown, diff: RowsDiff): Value {
  return visibleRows(access, field, rowsOf(undoRows(after as Value, diff)));
}
