import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@trellis/metadata';
import type { SheetRow } from './sheet.ts';

/**
 * Writes values as lines of JSON. An uploaded file is read once, by the careful reader; all later steps read these
 * lines, which are ours.
 */
export async function writeLines(path: string, values: AsyncIterable<unknown> | Iterable<unknown>) {
  await pipeline(Readable.from(chunks(values)), createWriteStream(path, { mode: 0o600 }));
}

const CHUNK = 200;

async function* chunks(values: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<string> {
  let lines: string[] = [];
  for await (const value of values) {
    lines.push(JSON.stringify(value));
    if (lines.length < CHUNK) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}

/** The values of a file that writeLines wrote. Errors: import_state where it was removed since. */
export async function* readLines<T>(path: string): AsyncGenerator<T> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new AppError('import_state', { cause: error }) : error;
  });
  const input = file.createReadStream();
  try {
    const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    for await (const line of lines) yield JSON.parse(line) as T;
  } finally {
    // Whoever has read enough leaves nothing open.
    input.destroy();
  }
}

/** Rows as tuples: the names of the properties would be most of the file. */
export const packRow = ({ row, cells }: SheetRow): readonly [number, readonly string[]] => [row, cells];

/** Rows of an uploaded file, after the ones above the data. */
export async function* readStored(path: string, headerRows: number): AsyncGenerator<SheetRow> {
  let seen = 0;
  for await (const [row, cells] of readLines<readonly [number, readonly string[]]>(path)) {
    if (seen++ >= headerRows) yield { row, cells };
  }
}
