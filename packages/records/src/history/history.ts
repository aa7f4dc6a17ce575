import { type Contract, MEMBER_TARGET, type QueryOf } from '@trellis/metadata';
import { accessFor } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { addRefs, addRowRefs } from '../query/refs.ts';
import { referenceTitles } from '../query/titles.ts';
import type { History } from '../types.ts';
import { goBack, oldValues, readAnyRecord } from './back.ts';
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
  const record = await readAnyRecord(ctx, access, id);
  const passed = start ? await changesOf(ctx, form, id, { upTo: start, limit: FARTHEST }) : [];
  const most = Math.min(MAX_CHANGES, limit * SPARE, FARTHEST - passed.length);
  const rows = await changesOf(ctx, form, id, { after: start, limit: most });
  const targets = new Map<string, Set<string>>();
  const state: Record<string, unknown> = { ...record.values, _owner_id: record.meta.owner };
  const target = (key: string) => (key === '_owner_id' ? MEMBER_TARGET : access.visible.get(key)?.target);
  const opened = (before: string | null) => oldValues(ctx, access, id, before);
  // The way back to where the page begins leads through all that is newer.
  for (const { op, before } of passed) if (op !== 'delete') goBack(access, op, opened(before), state);
  const changes: History['changes'] = [];
  let last: ChangeRow | undefined;
  for (const row of rows) {
    if (changes.length === limit) break;
    last = row;
    const { before, accepted, backTo, ...change } = row;
    const fields = change.op === 'delete' ? [] : goBack(access, change.op, opened(before), state);
    for (const { field, before: old, after } of fields) {
      addRefs(targets, target(field), old);
      addRefs(targets, target(field), after);
      addRowRefs(targets, access.form, { [field]: old });
      addRowRefs(targets, access.form, { [field]: after });
    }
    addRefs(targets, MEMBER_TARGET, change.actor);
    if (change.op !== 'update' || fields.length > 0)
      changes.push({ ...change, fields, ...(accepted ? { accepted } : {}), ...(backTo ? { backTo } : {}) });
  }
  const more = last !== rows.at(-1) || (rows.length === most && passed.length + most < FARTHEST);
  return {
    changes,
    refs: await referenceTitles(ctx, targets),
    next: more && last ? writeChangePosition(last) : null,
  };
}
