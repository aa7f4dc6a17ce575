import type { Queryable } from '@trellis/db';
import { BATCH_DAYS } from '@trellis/metadata';
import { quoteName } from '../storage/names.ts';

/** Forgets batches that can no longer be taken back. What they changed stays in the history. */
export async function sweepBatches(on: Queryable, schema: string): Promise<void> {
  const s = quoteName(schema);
  await on.query(
    `WITH gone AS (DELETE FROM ${s}.batch WHERE finished_at < now() - interval '${BATCH_DAYS} days' RETURNING id)
     DELETE FROM ${s}.batch_record AS r USING gone WHERE r.batch_id = gone.id`,
  );
}
