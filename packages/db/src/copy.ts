import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from } from 'pg-copy-streams';
import { type CopyValue, lineOf } from './copy-text.ts';
import type { PoolClient } from './pool.ts';

/** Rows per chunk: large enough for the socket, small enough to let other work in between. */
const CHUNK = 200;

/**
 * Inserts rows by COPY, about three times as fast as INSERT from arrays. `into` is trusted SQL: `table (columns)`.
 * Runs in the client's transaction; an error of any row fails it as a whole.
 */
export async function copyRows(
  client: PoolClient,
  into: string,
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  await pipeline(Readable.from(chunks(rows)), client.query(from(`COPY ${into} FROM STDIN`)));
}

function* chunks(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let lines = '';
  let count = 0;
  for (const row of rows) {
    lines += lineOf(row);
    if (++count % CHUNK === 0) {
      yield lines;
      lines = '';
    }
  }
  if (lines) yield lines;
}
