import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { DbError } from '../db-error.ts';

/**
 * A backup is one gzip stream of frames: a letter, four bytes of length, the payload.
 * M manifest · T table (then D data in COPY text, E its end) · F content of a file (then D its bytes, E its end; rows
 * counts bytes) · Z end of the backup. All but D are JSON.
 */
export type Frame =
  | { readonly type: 'M'; readonly json: Manifest }
  | { readonly type: 'T'; readonly json: TableHeader }
  | { readonly type: 'F'; readonly json: { readonly key: string } }
  | { readonly type: 'D'; readonly data: Buffer }
  | { readonly type: 'E'; readonly json: TableEnd }
  | { readonly type: 'Z'; readonly json: BackupEnd };

export const FORMAT = 1;

export interface Manifest {
  readonly product: 'trellis';
  readonly format: number;
  readonly createdAt: string;
  readonly scope: 'installation' | 'workspace';
  readonly platformLevel: number;
  readonly workspaces: readonly BackupWorkspace[];
  readonly extensions: readonly string[];
}

export interface BackupWorkspace {
  readonly id: string;
  readonly key: string;
  readonly schema: string;
  readonly level: number;
}

export interface TableHeader {
  /** A schema's name; `jobs` are waiting jobs, which have no table of ours. */
  readonly schema: string | null;
  readonly table: string;
  readonly columns: readonly string[];
  /** Makes the table when no migration does. */
  readonly create: string;
  /** Keys and indexes, for after the data. */
  readonly finish: readonly string[];
  readonly sequences: readonly { readonly column: string; readonly last: string; readonly called: boolean }[];
}

interface TableEnd {
  readonly rows: number;
  readonly sha256: string;
}

interface BackupEnd {
  readonly tables: number;
  /** Foreign keys, for after all tables. */
  readonly finish: readonly string[];
}

const HEADER = 5;
const MAX_FRAME = 1 << 30;

/** Writes frames to a file, which appears under its name only when it is complete and on disk. */
export async function writeFrames(file: string, frames: AsyncIterable<Frame>): Promise<void> {
  const draft = `${file}.part`;
  try {
    await pipeline(
      Readable.from(encode(frames), { objectMode: false }),
      createGzip({ level: 5 }),
      createWriteStream(draft, { mode: 0o600 }),
    );
    const handle = await open(draft, 'r+');
    await handle.sync();
    await handle.close();
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function* encode(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  for await (const frame of frames) {
    const payload = frame.type === 'D' ? frame.data : Buffer.from(JSON.stringify(frame.json));
    const header = Buffer.alloc(HEADER);
    header.write(frame.type, 0, 'latin1');
    header.writeUInt32BE(payload.length, 1);
    yield header;
    yield payload;
  }
}

/** Reads frames back; throws backup_invalid for anything that is not a whole backup. */
export async function* readFrames(file: string): AsyncGenerator<Frame> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  let pending: Buffer[] = [];
  let size = 0;
  const take = (length: number): Buffer => {
    const all = pending.length === 1 ? pending[0]! : Buffer.concat(pending, size);
    pending = length < all.length ? [all.subarray(length)] : [];
    size -= length;
    return all.subarray(0, length);
  };
  let header: { type: string; length: number } | undefined;
  try {
    for await (const chunk of source.pipe(gunzip)) {
      pending.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      for (;;) {
        if (!header) {
          if (size < HEADER) break;
          const bytes = take(HEADER);
          header = { type: bytes.toString('latin1', 0, 1), length: bytes.readUInt32BE(1) };
          if (!'MTFDEZ'.includes(header.type) || header.length > MAX_FRAME)
            throw invalid(file, 'unknown content');
        }
        if (size < header.length) break;
        const { type, length } = header;
        header = undefined;
        const payload = take(length);
        yield type === 'D'
          ? { type, data: payload }
          : ({ type, json: JSON.parse(payload.toString()) } as Frame);
      }
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code.startsWith('Z_') || error instanceof SyntaxError)
      throw invalid(file, (error as Error).message, error);
    throw error;
  } finally {
    source.destroy();
  }
  if (header || size > 0) throw invalid(file, 'it ends in the middle');
}

export function invalid(file: string, why: string, cause?: unknown): DbError {
  return new DbError('backup_invalid', `${file} is not a whole backup: ${why}`, { file, why }, cause);
}
