import type { Pool, PoolClient } from './pool.ts';

const clients = new WeakMap<object, PoolClient>();

/**
 * A transaction in the place of a pool: what is asked of it runs in the transaction of `client`, and `inTransaction`
 * on it makes a savepoint, so that work made for a pool can be part of something larger and be taken back by itself.
 * One at a time: savepoints of works that run side by side would get into each other. It lives as long as the
 * transaction; an error outside a savepoint fails all of it.
 */
export function poolWithin(client: PoolClient): Pool {
  const query = client.query.bind(client);
  const borrowed = { query, release: () => undefined };
  const pool = { query, connect: async () => borrowed } as unknown as Pool;
  clients.set(pool, client);
  return pool;
}

/** The connection whose transaction stands in the place of this pool, if one does. */
export const clientWithin = (pool: object): PoolClient | undefined => clients.get(pool);
