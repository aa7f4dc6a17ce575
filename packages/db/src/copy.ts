import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from } from 'pg-copy-streams';
import type { PoolClient } from './pool.ts';

/** A value of a COPY row: null, text as the column's type reads it, a flag, or a list of texts for an array column. */
export type CopyValue = null | string | number | boolean | readonly string[];

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
    lines += `${row.map(copyText).join('\t')}\n`;
    if (++count % CHUNK === 0) {
      yield lines;
      lines = '';
    }
  }
  if (lines) yield lines;
}

/** A value in COPY's text format. */
function copyText(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return escapeText(arrayText(value));
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
// Most texts have nothing to escape, and looking is far cheaper than replacing.
const escapeText = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : text;

function arrayText(items: readonly string[]): string {
  if (items.length === 0) return '{}';
  if (!/["\\]/.test(items.join(''))) return `{"${items.join('","')}"}`;
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
