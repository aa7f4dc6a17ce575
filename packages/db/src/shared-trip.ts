import type pg from 'pg';
import { isConnectionError, readPgError } from './errors.ts';
import { type Part, runGrouped } from './grouped-query.ts';
import { clientWithin } from './nested.ts';
import type { Pool, PoolClient } from './pool.ts';
import { isPool, mayPrepare, prepared, statement } from './statement.ts';

interface Waiting extends Part {
  readonly order: string;
  readonly resolve: (result: pg.QueryResult) => void;
  readonly reject: (error: unknown) => void;
}

/** What waits, and whether a trip is under way or about to go. */
interface Queue {
  readonly waiting: Waiting[];
  busy: boolean;
}
const queues = new WeakMap<Pool, Queue>();

/** So many that a commit costs little beside them, so few that the first need not wait for the last. */
const MOST = 32;
/** A trip that takes longer waits for a lock, and nobody waits behind it; those along with it go by themselves. */
const PATIENCE_MS = 50;
/** One by itself holds a connection while it waits, and others need those. */
const LONGEST_MS = 5_000;
const waitingFor = (ms: number): Part => ({
  statement: statement(`select set_config('lock_timeout', '${ms}', true)`),
  values: [],
});
const impatient = waitingFor(PATIENCE_MS);
const patient = waitingFor(LONGEST_MS);
/** `prepared` plans anew where a table has changed under a plan. */
const STALE_PLAN = '0A000';

/**
 * Runs a statement that is a transaction by itself together with those that come at the same time: one trip and one
 * commit for all of them. Each has its own outcome, as if it had run alone: where one fails or waits for a lock, the
 * group is taken back and each of its statements sent by itself, to fail (lock_timeout) where it waits for seconds.
 * Within a transaction it is a part of that one.
 * @param part.order those of a group run in the order of these texts, so that groups take their locks in the same order
 */
export function sharedTrip<R extends pg.QueryResultRow>(
  on: Pool | PoolClient,
  part: Part & { readonly order: string },
): Promise<pg.QueryResult<R>> {
  if (clientWithin(on) || !isPool(on)) return prepared<R>(on, part.statement, part.values);
  let queue = queues.get(on);
  if (!queue) {
    queue = { waiting: [], busy: false };
    queues.set(on, queue);
  }
  const { waiting } = queue;
  const result = new Promise<pg.QueryResult>((resolve, reject) => {
    waiting.push({ ...part, resolve, reject });
  });
  next(on, queue);
  return result as Promise<pg.QueryResult<R>>;
}

/** The next trip goes when the one before is back, and when all that has come in meanwhile has been heard. */
function next(pool: Pool, queue: Queue): void {
  if (queue.busy || queue.waiting.length === 0) return;
  queue.busy = true;
  setImmediate(() => {
    const timer = setTimeout(over, PATIENCE_MS);
    let waited = true;
    function over() {
      if (!waited) return;
      waited = false;
      clearTimeout(timer);
      queue.busy = false;
      next(pool, queue);
    }
    void send(pool, queue.waiting.splice(0, MOST)).then(over);
  });
}

/** Settles each of them; never rejects. */
async function send(pool: Pool, group: readonly Waiting[]): Promise<void> {
  if (group.length > 1) {
    const ordered = group.toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
    try {
      const results = await together(pool, [impatient, ...ordered]);
      if (results) {
        for (const [index, { resolve }] of ordered.entries()) resolve(results[index] as pg.QueryResult);
        return;
      }
    } catch (error) {
      if (isConnectionError(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      // Nothing of it has happened.
    }
  }
  await Promise.all(group.map((one) => alone(pool, one).then(one.resolve, one.reject)));
}

async function alone(pool: Pool, part: Part): Promise<pg.QueryResult> {
  try {
    const [result] = (await together(pool, [patient, part])) ?? [];
    if (result) return result;
  } catch (error) {
    // From here the trace leads to the caller; the driver's own ends at the socket.
    Error.captureStackTrace(error as Error);
    if (readPgError(error)?.sqlState !== STALE_PLAN) throw error;
  }
  return prepared(pool, part.statement, part.values);
}

/** The answers of all but the first, which says how long to wait; undefined where they can't be sent like this. */
async function together(pool: Pool, parts: readonly Part[]): Promise<pg.QueryResult[] | undefined> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    if (!parts.every(({ statement }) => mayPrepare(client, statement))) return undefined;
    const [, ...results] = await runGrouped(client, parts);
    return results;
  } catch (error) {
    if (isConnectionError(error)) broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}
