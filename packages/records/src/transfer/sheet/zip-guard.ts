import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@trellis/metadata';
import { openPromise, type ZipFile } from 'yauzl';

const MAX_ENTRIES = 5_000;
const MAX_TOTAL = 300 * 1024 * 1024;
const MAX_RATIO = 200;
/** Below this a high ratio does no harm: a sheet of one repeated value shrinks a lot. */
const SMALL = 10 * 1024 * 1024;

/**
 * Refuses archives that unpack to far more than they seem: first by what the directory says, then, since a directory
 * can lie, by unpacking every entry into nothing, where reading stops at the size it was said to have.
 * Errors: file_unsafe, file_unreadable.
 */
export async function guardZip(path: string): Promise<void> {
  let zip: ZipFile;
  try {
    // Kept open after the last entry: they are unpacked after the directory was read.
    zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  } catch (cause) {
    throw new AppError('file_unreadable', { cause });
  }
  try {
    await inspect(zip);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    // A size that does not match, a broken stream, an entry outside the archive.
    throw unsafe(cause);
  } finally {
    zip.close();
  }
}

async function inspect(zip: ZipFile): Promise<void> {
  if (zip.entryCount > MAX_ENTRIES) throw unsafe();
  const entries = [];
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize;
    if (total > MAX_TOTAL || entry.isEncrypted() || !entry.canDecodeFileData()) throw unsafe();
    if (entry.uncompressedSize > SMALL && entry.uncompressedSize > entry.compressedSize * MAX_RATIO) {
      throw unsafe();
    }
    entries.push(entry);
  }
  if (total > SMALL && total > zip.fileSize * MAX_RATIO) throw unsafe();
  for (const entry of entries) await pipeline(await zip.openReadStreamPromise(entry), nowhere());
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

const unsafe = (cause?: unknown): AppError => new AppError('file_unsafe', { cause });
