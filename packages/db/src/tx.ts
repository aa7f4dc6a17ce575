import { isRetryable } from './errors.ts';
import { clientWithin } from './nested.ts';
import { type Db, dbOn, type Pool, type PoolClient } from './pool.ts';

export interface Tx {
  readonly client: PoolClient;
  readonly db: Db;
  /** Begins the transaction, where `byHand` leaves that to the work. */
  begin(): Promise<void>;
  /** Commits before the work ends, to go along with its last statement (`atOnce`). Nothing may follow. */
  commit(): Promise<void>;
}

export interface TxOptions {
  /** Default: read committed. */
  readonly isolation?: 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
  /** Give up waiting for a lock after this many milliseconds (error kind `lock_timeout`). */
  readonly lockTimeoutMs?: number;
  /** The work calls `begin` itself, along with its first statements (`atOnce`). */
  readonly byHand?: boolean;
  /** Tries on serialization failures and deadlocks; `work` must have no effects outside the transaction. Default 3. */
  readonly attempts?: number;
}

/**
 * Runs `work` in a transaction: committed when it returns, rolled back when it throws. Where a transaction stands in the
 * place of the pool (`poolWithin`), it is a part of that one.
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (tx: Tx) => Promise<T>,
  options: TxOptions = {},
): Promise<T> {
  const attempts = options.attempts ?? 3;
  for (let attempt = 1; ; attempt++) {
    try {
      const client = clientWithin(pool);
      return await (client
        ? part(client, work, options)
        : once(pool, work, begin(options), options.byHand ?? false));
    } catch (error) {
      if (attempt >= attempts || !isRetryable(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 10 * (1 + Math.random())));
    }
  }
}

function begin({ isolation, readOnly, lockTimeoutMs }: TxOptions): string {
  const level = isolation ? ` isolation level ${isolation}` : '';
  const timeout = lockTimeoutMs === undefined ? '' : `; set local lock_timeout = ${Math.ceil(lockTimeoutMs)}`;
  return `begin${level}${readOnly ? ' read only' : ''}${timeout}`;
}

async function once<T>(
  pool: Pool,
  work: (tx: Tx) => Promise<T>,
  beginText: string,
  byHand: boolean,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const tx = transactionOn(client, beginText);
    if (!byHand) await tx.begin();
    const result = await work(tx);
    await tx.commit();
    return result;
  } catch (error) {
    // A connection that cannot roll back is closed, which rolls back too.
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A part of the transaction that `client` runs, taken back by itself when it throws. */
async function part<T>(
  client: PoolClient,
  work: (tx: Tx) => Promise<T>,
  { isolation, readOnly, lockTimeoutMs, byHand }: TxOptions,
): Promise<T> {
  if (isolation || readOnly || lockTimeoutMs !== undefined)
    throw new Error('a part of a transaction has its isolation and its timeouts');
  try {
    const tx = transactionOn(client, 'savepoint part', 'release savepoint part');
    if (!byHand) await tx.begin();
    const result = await work(tx);
    await tx.commit();
    return result;
  } catch (error) {
    // Where that fails the whole transaction has failed, as its commit will tell.
    await client.query('rollback to savepoint part; release savepoint part').catch(() => undefined);
    throw error;
  }
}

function transactionOn(client: PoolClient, beginText: string, commitText = 'commit'): Tx {
  let db: Db | undefined;
  let committed: Promise<void> | undefined;
  const commit = async () => {
    const { command } = await client.query(commitText);
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error: someone swallowed it.
    if (command === 'ROLLBACK')
      throw new Error('transaction was rolled back: an error inside it was ignored');
  };
  return {
    client,
    get db() {
      db ??= dbOn(client);
      return db;
    },
    begin: async () => {
      await client.query(beginText);
    },
    commit: () => {
      committed ??= commit();
      return committed;
    },
  };
}
