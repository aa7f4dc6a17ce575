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
  let keeper: Keeper | undefined;
  return {
    async hold(id) {
      keeper ??= { client: pool.connect(), held: 0, broken: undefined };
      const mine = keeper;
      mine.held++;
      const ask = async (sql: string) => void (await (await mine.client).query(sql, [lockKey(id)]));
      const leave = async (broken?: Error) => {
        mine.held--;
        mine.broken ??= broken;
        // The next job takes a new connection rather than one that is lost.
        if (keeper === mine && (mine.broken || mine.held === 0)) keeper = undefined;
        if (mine.held > 0) return;
        const client = await mine.client.catch(() => undefined);
        client?.release(mine.broken);
      };
      try {
        await ask('SELECT pg_advisory_lock($1::bigint)');
      } catch (error) {
        await leave(error as Error);
        throw error;
      }
      return () =>
        ask('SELECT pg_advisory_unlock($1::bigint)').then(
          () => leave(),
          (error: Error) => leave(error),
        );
    },
  };
}

/** The connection that holds the locks of the jobs in hand. */
interface Keeper {
  readonly client: Promise<PoolClient>;
  held: number;
  broken: Error | undefined;
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
