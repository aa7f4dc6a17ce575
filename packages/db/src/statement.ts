import { createHash } from 'node:crypto';
import type pg from 'pg';
import { isConnectionError } from './errors.ts';
import { runNamed } from './named-query.ts';
import { clientWithin } from './nested.ts';
import type { Pool, PoolClient } from './pool.ts';

/** A statement whose text is built once and planned once per connection. */
export interface Statement {
  /** Hash of the text: equal texts share a plan, different ones can never be confused. */
  readonly name: string;
  readonly text: string;
}

export function statement(text: string): Statement {
  return { name: createHash('sha256').update(text).digest('base64url').slice(0, 22), text };
}

/** Plans are memory of the backend, for as long as the connection lives; texts beyond this run unnamed. */
const MAX_NAMES = 500;
const namesOf = new WeakMap<object, Set<string>>();

/**
 * Runs a statement as a named one: 0.1–0.2 ms less per call than parsing and planning it each time.
 * With a pool it runs in a transaction of its own; an error of the statement costs no connection.
 */
export async function prepared<R extends pg.QueryResultRow>(
  target: Pool | PoolClient,
  statement: Statement,
  values: readonly unknown[],
): Promise<pg.QueryResult<R>> {
  const within = clientWithin(target);
  if (within) return run<R>(within, statement, values);
  if (!isPool(target)) return run<R>(target, statement, values);
  const client = await target.connect();
  let broken: Error | undefined;
  try {
    return await run<R>(client, statement, values);
  } catch (error) {
    // From here the trace leads to the caller; the driver's own ends at the socket.
    Error.captureStackTrace(error as Error);
    // A table changed under the plan in a way that PostgreSQL cannot repair; nothing was executed.
    if ((error as { code?: string }).code === '0A000' && /cached plan/.test((error as Error).message))
      return await client.query<R>(statement.text, [...values]);
    if (isConnectionError(error)) broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

/** By its name, unless the connection has prepared as many as it may. */
function run<R extends pg.QueryResultRow>(
  client: PoolClient,
  statement: Statement,
  values: readonly unknown[],
): Promise<pg.QueryResult<R>> {
  if (!mayPrepare(client, statement)) return client.query<R>(statement.text, values as unknown[]);
  return runNamed<R>(client, statement, values);
}

/** Whether a connection knows the statement by its name, or has room for one more. */
export function mayPrepare(client: PoolClient, { name }: Statement): boolean {
  let names = namesOf.get(client);
  if (!names) {
    names = new Set();
    namesOf.set(client, names);
  }
  if (names.has(name)) return true;
  if (names.size >= MAX_NAMES) return false;
  names.add(name);
  return true;
}

export function isPool(target: Pool | PoolClient): target is Pool {
  return 'totalCount' in target;
}
