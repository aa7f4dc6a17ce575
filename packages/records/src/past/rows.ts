import { rowsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { Access } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { isRowsDiff, undoRows } from '../owned/diff.ts';
import { visibleRows } from '../owned/read.ts';
import { openAll } from '../secrets/values.ts';
import type { RecordBody } from '../types.ts';

/** Records of a page with the rows of their sub-forms as these were at a moment. */
export async function rowsAsOf(
  ctx: Ctx,
  access: Access,
  records: readonly RecordBody[],
  asOf: string,
): Promise<RecordBody[]> {
  const fields = [...access.owned.keys()];
  if (fields.length === 0 || records.length === 0) return [...records];
  const { rows } = await ctx.pool.query<{ id: string; before: string }>(
    `SELECT record_id AS id, before::text AS before FROM ${relation(ctx, 'record_change')}
     WHERE form = $1 AND record_id = ANY($2::uuid[]) AND at > $3::timestamptz AND op = 'update' AND before ?| $4
     ORDER BY record_id, version DESC, at DESC, id DESC`,
    [access.form.ref, records.map(({ id }) => id), asOf, fields],
  );
  const changes = new Map<string, string[]>();
  for (const { id, before } of rows) changes.set(id, [...(changes.get(id) ?? []), before]);
  return records.map((record) => {
    const values: Record<string, unknown> = { ...record.values };
    for (const before of changes.get(record.id) ?? [])
      for (const [key, diff] of Object.entries(openAll(ctx, access.form, record.id, JSON.parse(before)))) {
        if (!fields.includes(key) || !(key in values) || !isRowsDiff(diff)) continue;
        values[key] = visibleRows(access, key, rowsOf(undoRows(values[key] as Value, diff)));
      }
    return { ...record, values };
  });
}
