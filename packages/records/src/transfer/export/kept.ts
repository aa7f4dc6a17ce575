import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Pool } from '@trellis/db';
import { EXPORT_LOG_DAYS, isId } from '@trellis/metadata';
import type { Workspace } from '../../contract.ts';
import type { BlobStore } from '../../files/store.ts';
import { quoteName } from '../../storage/names.ts';
import type { Attempt } from './store.ts';

/** Where files of exports are made, and where they wait to be fetched. */
export interface ExportPlaces {
  readonly store: BlobStore;
  /** Folder for files that are being made; made when needed. */
  readonly dir: string;
}

/** Nobody has worked on a file that is that old. */
const LEFT_MS = 60 * 60_000;

/** No hash: equal files of two exports are two contents, each with its own end. */
const keyOf = (workspace: Pick<Workspace, 'id'>, id: string): string => `${workspace.id}/${id}.export`;

/** A place for a file that is being made; each attempt has its own. */
export async function placeFor({ dir }: ExportPlaces, { id, attempts }: Attempt): Promise<string> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  return path.join(dir, `${id}.${attempts}.part`);
}

/** Keeps a made file; what an earlier attempt left goes first. */
export async function keep(
  { store }: ExportPlaces,
  workspace: Workspace,
  id: string,
  file: string,
): Promise<void> {
  await store.remove(keyOf(workspace, id));
  await store.put(keyOf(workspace, id), file);
}

/** The content of a kept file; undefined where it is gone. */
export const openKept = (
  { store }: ExportPlaces,
  workspace: Workspace,
  id: string,
): Promise<Readable | undefined> => store.open(keyOf(workspace, id));

/** Removes a kept file. What is interrupted here the sweep finds. */
export async function removeKept(
  on: Pool,
  { store }: ExportPlaces,
  workspace: Workspace,
  id: string,
): Promise<void> {
  await store.remove(keyOf(workspace, id));
  await on.query(
    `UPDATE ${quoteName(workspace.schema)}.export_job SET stored = false, expires_at = least(expires_at, now()) WHERE id = $1`,
    [id],
  );
}

/** Removes files whose time is over, and what ended exports and processes left; forgets exports of long ago. */
export async function sweepExports(
  pool: Pool,
  places: ExportPlaces,
  workspaces: readonly Workspace[],
): Promise<void> {
  for (const workspace of workspaces) {
    const table = `${quoteName(workspace.schema)}.export_job`;
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM ${table} WHERE stored AND state <> 'running'
         AND coalesce(expires_at, finished_at + interval '1 hour') < now()`,
    );
    for (const { id } of rows) await removeKept(pool, places, workspace, id);
    // Whoever should have noted their end is gone.
    await pool.query(
      `UPDATE ${table} SET state = 'failed', finished_at = now()
       WHERE state = 'running' AND NOT background AND created_at < now() - interval '1 day'`,
    );
    await pool.query(
      `DELETE FROM ${table} WHERE state <> 'running' AND NOT stored AND created_at < now() - make_interval(days => $1)`,
      [EXPORT_LOG_DAYS],
    );
  }
  for (const name of await readdir(places.dir).catch(() => [])) {
    const [id = ''] = name.split('.');
    if (!isId(id) || !name.endsWith('.part')) continue;
    const file = path.join(places.dir, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > LEFT_MS) await rm(file, { force: true });
  }
}
