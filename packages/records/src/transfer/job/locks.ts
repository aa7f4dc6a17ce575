import type { Pool, PoolClient } from '@trellis/db';

/** Shows other processes that this one is alive and at work on a job. */
export interface JobLocks {
  /** Marks a job as being worked on, until the returned function is called or the process ends. */
  hold(id: string): Promise<() => Promise<void>>;
}

/**
 * One connection holds an advisory lock per job: when the process dies, however it dies, PostgreSQL lets go of them,
 * and whoever looks at the job next finds that nobody works on it.
 */
export function openJobLocks(pool: Pool): JobLocks {
  let keeper: Promise<PoolClient> | undefined;
  let held = 0;
  return {
    async hold(id) {
      held++;
      keeper ??= pool.connect();
      const client = await keeper;
      await client.query('SELECT pg_advisory_lock($1::bigint)', [lockKey(id)]);
      return async () => {
        let broken: Error | undefined;
        await client.query('SELECT pg_advisory_unlock($1::bigint)', [lockKey(id)]).catch((error: Error) => {
          broken = error;
        });
        if (--held > 0) return;
        keeper = undefined;
        client.release(broken);
      };
    },
  };
}

/** Whether no living process works on the job. */
export async function isAbandoned(pool: Pool, id: string): Promise<boolean> {
  // Outside a transaction the lock is gone again when the statement ends.
  const { rows } = await pool.query<{ free: boolean }>(
    'SELECT pg_try_advisory_xact_lock($1::bigint) AS free',
    [lockKey(id)],
  );
  return rows[0]?.free ?? false;
}

/** The random half of the id. */
const lockKey = (id: string): string =>
  BigInt.asIntN(64, BigInt(`0x${id.replaceAll('-', '').slice(16)}`)).toString();
