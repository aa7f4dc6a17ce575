import { poolWithin } from '@trellis/db';
import type { Ctx } from '../contract.ts';
import { bounded } from './bounded.ts';

/** Whoever reads so slowly that nothing is asked for so long holds up others. */
const IDLE_MS = 60_000;

/**
 * Reads many things as they are at one moment: in one transaction, which stands in the place of the pool and ends with the
 * reading, however that ends. It holds a connection all the while.
 * @param statementMs how long a single statement may take (query_too_slow)
 */
export async function* inSnapshot<T>(
  request: Ctx,
  statementMs: number,
  read: (ctx: Ctx) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const { pool } = bounded(request);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(
      `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = ${statementMs};
       SET LOCAL idle_in_transaction_session_timeout = ${IDLE_MS}; SET LOCAL cursor_tuple_fraction = 1`,
    );
    const { reads: _, ...ctx } = request;
    yield* read({ ...ctx, pool: poolWithin(client) });
  } finally {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure;
    });
    client.release(broken);
  }
}
