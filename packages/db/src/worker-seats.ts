import type { Logger } from './logger.ts';
import type { Pool, PoolClient } from './pool.ts';

/** First half of the advisory locks; the second is a hash of the worker pool's id, by which jobs are locked. */
const LOCK_CLASS = 7_305_419;
const SWEEP_MS = 10_000;

export interface WorkerSeats {
  take(poolId: string): void;
  leave(): Promise<void>;
}

/**
 * Jobs of a killed process stay locked for four hours unless someone says that their worker is dead. So each worker
 * pool holds an advisory lock on its id, through a session that ends with the process; a lock that can be had means
 * that the pool is gone, and its jobs are freed: at start and every ten seconds, by any process.
 */
export async function keepSeats(pool: Pool, log: Logger): Promise<WorkerSeats> {
  const mine = new Set<string>();
  let client: PoolClient | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const drop = (session: PoolClient | undefined) => {
    if (!session || session !== client) return;
    client = undefined;
    // Closing the session gives back all its locks.
    session.release(true);
  };

  /** One statement at a time on the session; a lost session is replaced and the seats are taken again. */
  const enqueue = (work: (session: PoolClient) => Promise<void>): Promise<void> => {
    const next = queue.then(async () => {
      try {
        if (!client) {
          const session = await pool.connect();
          client = session;
          session.once('end', () => drop(session));
          for (const id of mine) await sit(session, id);
        }
        await work(client);
      } catch (error) {
        log.warn({ err: error }, 'worker seats lost');
        drop(client);
      }
    });
    queue = next;
    return next;
  };

  const sweep = () => enqueue((session) => freeDeadWorkers(session, mine, log));
  await sweep();
  const timer = setInterval(sweep, SWEEP_MS);
  timer.unref();
  return {
    take(poolId) {
      mine.add(poolId);
      void enqueue((session) => sit(session, poolId));
    },
    async leave() {
      clearInterval(timer);
      await queue;
      drop(client);
    },
  };
}

async function sit(session: PoolClient, poolId: string): Promise<void> {
  await session.query('select pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, poolId]);
}

/** A lock a few seconds old may belong to a pool that has not sat down yet. */
async function freeDeadWorkers(session: PoolClient, mine: ReadonlySet<string>, log: Logger): Promise<void> {
  const { rows } = await session.query<{ worker: string }>(
    `select distinct locked_by as worker from graphile_worker.jobs
     where locked_by is not null and locked_at < now() - interval '3 seconds'`,
  );
  for (const { worker } of rows) {
    if (mine.has(worker)) continue;
    const { rows: free } = await session.query<{ free: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as free',
      [LOCK_CLASS, worker],
    );
    if (!free[0]?.free) continue;
    await session.query('select graphile_worker.force_unlock_workers(array[$1])', [worker]);
    await session.query('select pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, worker]);
    log.warn({ worker }, 'jobs of a dead worker freed');
  }
}
