import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError, isId } from '@trellis/metadata';

/** Bytes of an uploaded file. */
const MAX_FILE = 50 * 1024 * 1024;
const DAY = 24 * 60 * 60 * 1000;
/** Days that the rows of a job are kept: to look at its errors, or to go on with it. */
const KEPT = 7;

const KINDS = ['upload', 'rows', 'errors', 'book'] as const;
type Kind = (typeof KINDS)[number];

/**
 * Files of a job: what was uploaded until it is read, its rows, what is wrong in them. A book is a file of several sheets
 * that are to become forms; each has rows under an id of its own.
 */
export const filePath = (dir: string, id: string, kind: Kind): string => path.join(dir, `${id}.${kind}`);

/** Stores what arrives, up to the limit; leaves nothing behind when it fails. Errors: file_too_large. */
export async function receive(dir: string, id: string, upload: Readable): Promise<string> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const target = filePath(dir, id, 'upload');
  let bytes = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > MAX_FILE) done(new AppError('file_too_large'));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(upload, limit, createWriteStream(target, { mode: 0o600 }));
    return target;
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}

export async function removeFiles(dir: string, id: string, kinds: readonly Kind[] = KINDS): Promise<void> {
  await Promise.all(kinds.map((kind) => rm(filePath(dir, id, kind), { force: true })));
}

/** Removes what nobody came back for. */
export async function removeOldFiles(dir: string, now: number): Promise<void> {
  for (const name of await readdir(dir).catch(() => [])) {
    const [id = '', kind] = name.split('.');
    if (!isId(id) || !KINDS.includes(kind as Kind)) continue;
    const { mtimeMs } = await stat(path.join(dir, name));
    if (now - mtimeMs > KEPT * DAY) await rm(path.join(dir, name), { force: true });
  }
}
