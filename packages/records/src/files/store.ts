import type { Readable } from 'node:stream';

/**
 * Where the contents of files are: a folder or an S3 bucket. A key is made of the workspace's id and the hash of the
 * content (`<uuid>/<sha256>`, a small picture of it `<uuid>/<sha256>.thumb`), so that nothing under a key ever changes.
 */
export interface BlobStore {
  /** Keeps the content of a local file; once this resolves it survives a crash. A key that is there already stays. */
  put(key: string, path: string): Promise<void>;
  has(key: string): Promise<boolean>;
  /** Undefined where there is no such key. */
  open(key: string): Promise<Readable | undefined>;
  /** Nothing happens where there is no such key. */
  remove(key: string): Promise<void>;
}

export const blobKey = (workspace: string, sha256: string): string => `${workspace}/${sha256}`;
export const thumbKey = (workspace: string, sha256: string): string => `${workspace}/${sha256}.thumb`;
