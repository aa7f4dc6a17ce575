import { setTimeout as sleep } from 'node:timers/promises';
import { type PoolClient, readPgError } from '@trellis/db';
import { AppError } from '@trellis/metadata';

/** A table lock is asked for this long at most: everybody who comes later waits behind the one who asks. */
const LOCK_TIMEOUT_MS = 300;
/** Together some 30 s, so that a long report delays a change of a form but never stops it, nor it the others. */
const ATTEMPTS = 40;

/**
 * Runs `work` in a transaction that gives up quickly on locks and tries again. `work` may run many times and must have
 * no effect outside the transaction. Errors: busy when it never got its locks.
 */
export async function shortTx<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    await client.query(`begin; set local lock_timeout = '${LOCK_TIMEOUT_MS}ms'`);
    try {
      const result = await work();
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback');
      const kind = readPgError(error)?.kind;
      if (kind !== 'lock_timeout' && kind !== 'deadlock') throw error;
      if (attempt === ATTEMPTS) throw new AppError('busy', { cause: error });
    }
    await sleep(Math.min(50 * attempt, 500) * (0.5 + Math.random()));
  }
}
