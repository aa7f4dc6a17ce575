import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Pool } from '@trellis/db';
import { type FileFacts, isShownImage } from '@trellis/forms/model';
import type { Ctx, Log, Workspace } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { type ReadableFile, readableFiles } from './links.ts';
import { type BlobStore, blobKey, thumbKey } from './store.ts';
import { sweepFiles } from './sweep.ts';
import { type UploadedFile, uploadFile } from './upload.ts';

export interface FileContent {
  readonly name: string;
  readonly mime: string;
  /** A browser may show it in its place: a picture or a PDF, nothing that runs. */
  readonly shown: boolean;
  /** Bytes; undefined for a small picture. */
  readonly size: number | undefined;
  readonly content: Readable;
}

/** Uploaded files of all workspaces. */
export interface Files {
  /** Keeps a file for the member's next save. Errors: file_too_large, file_unreadable, too_many_requests. */
  upload(ctx: Ctx, file: UploadedFile): Promise<FileFacts>;
  /** Those of the files that the member may read. */
  readable(ctx: Ctx, ids: readonly string[]): Promise<ReadableFile[]>;
  /** The content of a file; whoever calls this has checked the right to it. Undefined where it is gone. */
  content(workspace: Workspace, id: string, what: 'file' | 'thumb'): Promise<FileContent | undefined>;
  /** Removes what no record took, and what broken uploads left; now and then. */
  sweep(workspaces: readonly Workspace[]): Promise<void>;
}

export interface FilesOptions {
  readonly pool: Pool;
  readonly store: BlobStore;
  /** Folder for files that are just arriving; made when needed. */
  readonly dir: string;
  readonly log: Log;
}

const isShown = (mime: string): boolean => isShownImage(mime) || mime === 'application/pdf';

const HOUR_MS = 60 * 60 * 1000;

/** Opens the files of a process. */
export function openFiles({ pool, store, dir, log }: FilesOptions): Files {
  return {
    upload: (ctx, file) => uploadFile(ctx, store, dir, file),
    readable: readableFiles,
    async content(workspace, id, what) {
      const { rows } = await pool.query<{
        sha256: string;
        name: string;
        mime: string;
        size: string;
        thumb: boolean;
      }>(
        `SELECT sha256, name, mime, size, has_thumb AS thumb FROM ${quoteName(workspace.schema)}.file WHERE id = $1`,
        [id],
      );
      const row = rows[0];
      if (!row || (what === 'thumb' && !row.thumb)) return undefined;
      const key = what === 'thumb' ? thumbKey : blobKey;
      const content = await store.open(key(workspace.id, row.sha256));
      if (!content) return undefined;
      return what === 'thumb'
        ? { name: `${row.name}.webp`, mime: 'image/webp', shown: true, size: undefined, content }
        : { name: row.name, mime: row.mime, shown: isShown(row.mime), size: Number(row.size), content };
    },
    async sweep(workspaces) {
      for (const workspace of workspaces) {
        const gone = await sweepFiles(pool, store, workspace);
        if (gone > 0)
          log.info({ workspace: workspace.key, files: gone }, 'files that no record took are gone');
      }
      for (const name of await readdir(dir).catch(() => [])) {
        const file = path.join(dir, name);
        const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
        if (/\.upload(\.thumb)?$/.test(name) && Date.now() - mtimeMs > HOUR_MS)
          await rm(file, { force: true });
      }
    },
  };
}
