import type { Queryable } from '@trellis/db';
import { BATCH_DAYS } from '@trellis/metadata';
import { quoteName } from '../storage/names.ts';

/** Forgets batches that can no longer be taken back. What they changed stays in the history. */
export async function sweepBatches(on: Queryable, schema: string): Promise<void> {
  const s = quoteName(schema);
  const { rows } = await on.query<{ id: string }>(
    `DELETE FROM ${s}.batch WHERE finished_at < now() - interval '${BATCH_DAYS} days' RETURNING id`,
  );
  if (rows.length === 0) return;
  await on.query(`DELETE FROM ${s}.batch_record WHERE batch_id = ANY($1::uuid[])`, [
    rows.map(({ id }) => id),
  ]);
}
