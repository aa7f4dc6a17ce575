import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MAX_FILE_MIB } from '@trellis/forms/model';
import { AppError } from '@trellis/metadata';

/** No field takes larger files. */
export const MAX_FILE_BYTES = MAX_FILE_MIB * 1024 * 1024;

export interface Received {
  readonly path: string;
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** Writes what arrives into a file of the folder and hashes it. Leaves nothing when it fails. Errors: file_too_large. */
export async function receive(dir: string, id: string, content: Readable): Promise<Received> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const target = path.join(dir, `${id}.upload`);
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      if (size > MAX_FILE_BYTES) done(new AppError('file_too_large'));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(content, measure, createWriteStream(target, { mode: 0o600 }));
    return { path: target, size, sha256: hash.digest('hex') };
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}
