import { inTransaction, type Pool } from '@trellis/db';
import type { Workspace } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { WAIT_HOURS } from './attach.ts';
import { type BlobStore, blobKey, thumbKey } from './store.ts';
import { lockContent } from './upload.ts';

/** Files looked at in one go. */
const BATCH = 500;

/** What somebody has in a draft waits as long as the draft does. */
const notInDraft = (schema: string, table: string): string =>
  `NOT EXISTS (SELECT FROM ${schema}.record_draft AS d WHERE d.files @> ARRAY[${table}.id])`;

/** Removes files that no record took in a day and no draft holds, and contents that no file has any more. Answers how many files went. */
export async function sweepFiles(pool: Pool, store: BlobStore, { schema, id }: Workspace): Promise<number> {
  const table = `${quoteName(schema)}.file`;
  const waited = `record_id IS NULL AND created_at < now() - interval '${WAIT_HOURS} hours' AND ${notInDraft(quoteName(schema), table)}`;
  let gone = 0;
  for (;;) {
    const { rows } = await pool.query<{ id: string; sha256: string }>(
      `SELECT id, sha256 FROM ${table} WHERE ${waited} ORDER BY created_at LIMIT ${BATCH}`,
    );
    for (const { id: file, sha256 } of rows) {
      await inTransaction(pool, async ({ client }) => {
        await lockContent(client, sha256);
        const { rowCount } = await client.query(`DELETE FROM ${table} WHERE id = $1 AND ${waited}`, [file]);
        const { rowCount: others } = await client.query(`SELECT FROM ${table} WHERE sha256 = $1 LIMIT 1`, [
          sha256,
        ]);
        if (!rowCount || others) return;
        // A failure here rolls the row back: the content is looked for again the next time.
        await store.remove(blobKey(id, sha256));
        await store.remove(thumbKey(id, sha256));
      });
      gone++;
    }
    if (rows.length < BATCH) return gone;
  }
}
