import { type CopyValue, lineOf } from './copy-text.ts';
import type { PoolClient } from './pool.ts';

/** Rows for a table. */
interface CopyPart {
  /** Trusted SQL: `table (columns)`. */
  readonly into: string;
  readonly rows: Iterable<readonly CopyValue[]>;
}

/** Characters of a message: PostgreSQL works on the first ones while the others are written. */
const CHUNK = 32_768;

/**
 * Inserts rows into several tables by COPY, in one trip: all is sent at once, and PostgreSQL works while the process does
 * something else, where `copyRows` takes turns with it. So it is for as many rows as may wait in memory. They go in one
 * after the other; an error in one ends all of them.
 */
export async function copyAtOnce(client: PoolClient, parts: readonly CopyPart[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    client.query(copies(parts, resolve, reject));
  });
}

/** The part of pg's connection that is needed here. */
interface Connection {
  query(text: string): void;
  readonly stream: { write(data: Uint8Array): void };
}

/**
 * The statements as pg's client takes them. The data follows them unasked: each COPY finds its own, and what a failed one
 * leaves is passed over by the server.
 */
function copies(parts: readonly CopyPart[], resolve: () => void, reject: (error: Error) => void) {
  let broken: Error | undefined;
  return {
    submit(connection: unknown) {
      const { stream } = connection as Connection;
      const send = (kind: 'c' | 'd' | 'f', text: string) => stream.write(messageOf(kind, text));
      (connection as Connection).query(parts.map(({ into }) => `COPY ${into} FROM STDIN`).join('; '));
      try {
        for (const { rows } of parts) {
          for (const lines of chunks(rows)) send('d', lines);
          send('c', '');
        }
      } catch (error) {
        // Without its end the statement would wait for ever.
        broken = error as Error;
        send('f', 'no more rows\0');
      }
    },
    handleCopyInResponse: () => undefined,
    handleCommandComplete: () => undefined,
    handleReadyForQuery: resolve,
    handleError: (error: Error) => reject(broken ?? error),
  };
}

function* chunks(rows: CopyPart['rows']): Generator<string> {
  let lines = '';
  for (const row of rows) {
    lines += lineOf(row);
    if (lines.length < CHUNK) continue;
    yield lines;
    lines = '';
  }
  if (lines !== '') yield lines;
}

/** A message of the protocol: its kind, its length with the four bytes of that, its text. */
function messageOf(kind: string, text: string): Uint8Array {
  const length = Buffer.byteLength(text);
  const message = Buffer.allocUnsafe(5 + length);
  message.write(kind, 'latin1');
  message.writeUInt32BE(length + 4, 1);
  message.write(text, 5);
  return message;
}
