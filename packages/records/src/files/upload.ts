import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { inTransaction, type PoolClient } from '@trellis/db';
import type { FileFacts } from '@trellis/forms/model';
import { AppError, newId } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { MAX_FILE_BYTES, receive } from './receive.ts';
import { sniff } from './sniff.ts';
import { type BlobStore, blobKey, thumbKey } from './store.ts';
import { makeThumb } from './thumb.ts';

export interface UploadedFile {
  readonly name: string;
  readonly content: Readable;
}

/** What one member may have uploaded without saving a record with it. */
const MOST_WAITING = 500;
const MOST_WAITING_BYTES = 10 * MAX_FILE_BYTES;

/**
 * Keeps a file until a record of the member takes it, a day at most.
 * Errors: file_too_large, file_unreadable (nothing in it), too_many_requests (too much that no record has taken).
 */
export async function uploadFile(
  ctx: Ctx,
  store: BlobStore,
  dir: string,
  { name, content }: UploadedFile,
): Promise<FileFacts> {
  await checkWaiting(ctx);
  const id = newId();
  const { path, size, sha256 } = await receive(dir, id, content);
  const thumb = `${path}.thumb`;
  try {
    if (size === 0)
      throw new AppError('file_unreadable', { issues: [{ path: ['file'], code: 'file_empty' }] });
    const facts: FileFacts = { id, name: plainName(name), size, mime: await sniff(path, name) };
    const hasThumb = await makeThumb(path, facts.mime, thumb);
    const workspace = ctx.catalog.workspace.id;
    const keep = async () => {
      await store.put(blobKey(workspace, sha256), path);
      if (hasThumb) await store.put(thumbKey(workspace, sha256), thumb);
    };
    await keep();
    await inTransaction(ctx.pool, async ({ client }) => {
      // A sweep may have taken the same content away since: it holds the same lock.
      await lockContent(client, sha256);
      if (!(await store.has(blobKey(workspace, sha256)))) await keep();
      await client.query(
        `INSERT INTO ${relation(ctx, 'file')} (id, sha256, name, size, mime, has_thumb, uploaded_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, sha256, facts.name, size, facts.mime, hasThumb, ctx.actor.id, ctx.now],
      );
    });
    return facts;
  } finally {
    await rm(path, { force: true });
    await rm(thumb, { force: true });
  }
}

/** Whoever adds or removes the last row of a content waits for the others. */
export async function lockContent(client: PoolClient, sha256: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`trellis file ${sha256}`]);
}

async function checkWaiting(ctx: Ctx): Promise<void> {
  const { rows } = await ctx.pool.query<{ count: string; bytes: string }>(
    `SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes FROM ${relation(ctx, 'file')}
     WHERE record_id IS NULL AND uploaded_by = $1`,
    [ctx.actor.id],
  );
  const { count = '0', bytes = '0' } = rows[0] ?? {};
  if (Number(count) >= MOST_WAITING || Number(bytes) >= MOST_WAITING_BYTES) {
    throw new AppError('too_many_requests');
  }
}

/** The name alone, as it can be shown and stored: some browsers send a path, anybody can send anything. */
function plainName(name: string): string {
  const plain = name
    .replace(/^.*[/\\]/, '')
    .replace(/\p{C}/gu, '')
    .normalize('NFC')
    .trim();
  const characters = [...plain];
  if (characters.length <= 200) return plain || 'file';
  // The ending says what it is.
  return [...characters.slice(0, 180), '…', ...characters.slice(-18)].join('');
}
