import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from '@trellis/db';
import { AppError } from '@trellis/metadata';

/** How long a publish waits for another one in the same workspace. */
const PATIENCE_MS = 30_000;

/**
 * Runs `work` as the only one that changes definitions or tables of the workspace, across all processes. The lock
 * belongs to the connection: a process that dies gives it back. One lock for the workspace rather than one per form,
 * because what one form may say depends on the others (references, roles, the meta version).
 * Errors: busy, after 30 s or at once with `patienceMs` 0.
 */
export const underPublishLock = <T>(
  pool: Pool,
  schema: string,
  work: (client: PoolClient) => Promise<T>,
  patienceMs: number = PATIENCE_MS,
): Promise<T> => underLock(pool, `trellis publish ${schema}`, work, patienceMs);

/** Runs `work` as the only one under a name, across all processes. Errors: busy. */
export async function underLock<T>(
  pool: Pool,
  name: string,
  work: (client: PoolClient) => Promise<T>,
  patienceMs: number,
): Promise<T> {
  const client = await acquire(pool, name, Date.now() + patienceMs);
  let broken: Error | undefined;
  try {
    const result = await work(client);
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]);
    return result;
  } catch (error) {
    // Lock and transaction belong to the session: after a failure it is closed rather than reused in doubt.
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * By trying, not by waiting: a waiting statement holds a snapshot, for which CREATE INDEX CONCURRENTLY would wait. And
 * without keeping a connection meanwhile: those who wait must not take the last ones from the one who works.
 */
async function acquire(pool: Pool, name: string, until: number): Promise<PoolClient> {
  for (;;) {
    const client = await pool.connect();
    let got = false;
    try {
      const { rows } = await client.query<{ got: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as got',
        [name],
      );
      got = rows[0]?.got ?? false;
    } finally {
      if (!got) client.release();
    }
    if (got) return client;
    if (Date.now() >= until) throw new AppError('busy');
    await sleep(100);
  }
}
