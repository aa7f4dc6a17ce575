import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { DbError } from '../db-error.ts';
import { installJobs } from '../jobs.ts';
import { buildSchema, lockMigrations } from '../migrate.ts';
import { readMigrations } from '../migration-files.ts';
import { quote } from '../quote.ts';
import type { BackupContext, BackupResult } from './backup.ts';
import { type BackupContents, restoreContent } from './contents.ts';
import { FORMAT, type Frame, invalid, type Manifest, readFrames, type TableHeader } from './format.ts';
import { mergePlatform, stagedPlatformTable } from './merge.ts';

export interface RestoreOptions {
  readonly file: string;
  /** Replace what is there: the whole installation, or the workspace of the same key. */
  readonly force?: boolean;
}

/**
 * Brings a backup back, all of it or nothing: one transaction. An installation needs an empty database, a workspace
 * one without a workspace of that key; its accounts join existing ones by e-mail. The schemas are left at the
 * level of the backup, the next start migrates them.
 * Throws backup_invalid, backup_newer, restore_target_not_empty.
 */
export async function restore(
  { pool, log, contents }: BackupContext,
  options: RestoreOptions,
): Promise<BackupResult> {
  await installJobs(pool);
  const frames = readFrames(options.file);
  const client = await pool.connect();
  let broken: boolean | undefined;
  try {
    await client.query('begin');
    await lockMigrations(client);
    const result = await restoreAll(client, frames, options, contents);
    await client.query('commit');
    log.info({ ...options, ...result }, 'backup restored');
    return result;
  } catch (error) {
    // Closing the connection rolls back, also in the middle of a COPY.
    broken = true;
    throw error;
  } finally {
    await frames.return(undefined);
    client.release(broken);
  }
}

async function restoreAll(
  client: pg.ClientBase,
  frames: AsyncGenerator<Frame>,
  { file, force = false }: RestoreOptions,
  contents: BackupContents | undefined,
): Promise<BackupResult> {
  const manifest = await readManifest(frames, file);
  await prepareTarget(client, manifest, force);
  const result = { tables: 0, rows: 0, contents: 0 };
  for (;;) {
    const { value: frame } = (await frames.next()) as IteratorResult<Frame, undefined>;
    if (frame?.type === 'T') {
      result.rows += await restoreTable(client, frames, frame.json, manifest, file);
      result.tables++;
    } else if (frame?.type === 'F') {
      if (!contents)
        throw new DbError('backup_invalid', `${file} holds files, for which no place is given`, { file });
      await restoreContent(frames, contents, frame.json.key, file);
      result.contents++;
    } else if (frame?.type === 'Z') {
      if (frame.json.tables !== result.tables) throw invalid(file, 'tables are missing');
      // Those of the platform come with its migrations.
      for (const statement of frame.json.finish)
        if (!statement.startsWith('alter table "platform".')) await client.query(statement);
      break;
    } else throw invalid(file, 'the end is missing');
  }
  if (manifest.scope === 'workspace') await mergePlatform(client, manifest.workspaces[0]!.schema);
  await client.query(
    `select count(graphile_worker.add_job(identifier, payload := payload::json, queue_name := queue_name,
       run_at := run_at, max_attempts := max_attempts, job_key := job_key, priority := priority)) from pg_temp.jobs`,
  );
  return result;
}

async function readManifest(frames: AsyncGenerator<Frame>, file: string): Promise<Manifest> {
  const { value: first } = (await frames.next()) as IteratorResult<Frame, undefined>;
  if (first?.type !== 'M' || first.json.product !== 'trellis') throw invalid(file, 'it is something else');
  const manifest = first.json;
  const known = {
    platform: readMigrations('platform').length,
    workspace: readMigrations('workspace').length,
  };
  const level = Math.max(0, ...manifest.workspaces.map((workspace) => workspace.level));
  if (manifest.format > FORMAT || manifest.platformLevel > known.platform || level > known.workspace)
    throw new DbError(
      'backup_newer',
      `${file} was written by a newer version; restore it with that version`,
      {
        file,
      },
    );
  return manifest;
}

async function prepareTarget(client: pg.ClientBase, manifest: Manifest, force: boolean): Promise<void> {
  for (const extension of manifest.extensions)
    await client.query(`create extension if not exists ${quote(extension)}`);
  const platform = await hasSchema(client, 'platform');
  const all = manifest.scope === 'installation';
  const existing = platform ? await existingSchemas(client, all ? undefined : manifest.workspaces[0]) : [];
  const accounts =
    platform && all ? ((await client.query('select 1 from platform.account limit 1')).rowCount ?? 0) : 0;
  if ((existing.length > 0 || accounts > 0) && !force)
    throw new DbError(
      'restore_target_not_empty',
      all
        ? 'the database already holds an installation'
        : `the workspace ${manifest.workspaces[0]?.key} exists`,
      { workspaces: existing.length },
    );
  for (const schema of existing) {
    await client.query(`drop schema if exists ${quote(schema)} cascade`);
    await client.query('delete from platform.workspace where schema_name = $1', [schema]);
  }
  if (all && platform) {
    await client.query('drop schema platform cascade');
    await client.query('delete from graphile_worker._private_jobs');
  }
  if (all || !platform) await buildSchema(client, 'platform', 'platform', manifest.platformLevel);
  for (const { schema, level } of manifest.workspaces) await buildSchema(client, 'workspace', schema, level);
}

async function existingSchemas(
  client: pg.ClientBase,
  only: { id: string; key: string; schema: string } | undefined,
): Promise<string[]> {
  const { rows } = await client.query<{ schema: string }>(
    `select schema_name as schema from platform.workspace where $1::uuid is null or id = $1 or key = $2 or schema_name = $3`,
    [only?.id ?? null, only?.key ?? null, only?.schema ?? null],
  );
  return rows.map((row) => row.schema);
}

async function restoreTable(
  client: pg.ClientBase,
  frames: AsyncGenerator<Frame>,
  header: TableHeader,
  manifest: Manifest,
  file: string,
): Promise<number> {
  const { schema, table, columns } = header;
  let name: string;
  let made = true;
  if (schema === null) {
    name = `pg_temp.${quote(table)}`;
    await client.query(header.create);
  } else if (schema === 'platform' && manifest.scope === 'workspace') {
    name = await stagedPlatformTable(client, table);
  } else {
    name = `${quote(schema)}.${quote(table)}`;
    made = !(await hasTable(client, schema, table));
    if (made) await client.query(header.create);
  }
  const copy = client.query(copyFrom(`copy ${name} (${columns.map(quote).join(', ')}) from stdin`));
  const done = finished(copy);
  done.catch(() => undefined);
  const hash = createHash('sha256');
  for (;;) {
    const { value: frame } = (await frames.next()) as IteratorResult<Frame, undefined>;
    if (frame?.type === 'D') {
      hash.update(frame.data);
      if (!copy.write(frame.data)) await Promise.race([once(copy, 'drain'), done]);
      continue;
    }
    if (frame?.type !== 'E') throw invalid(file, `the data of ${name} ends in the middle`);
    copy.end();
    await done;
    if (frame.json.rows !== copy.rowCount || frame.json.sha256 !== hash.digest('hex'))
      throw invalid(file, `the data of ${name} is damaged`);
    break;
  }
  if (schema !== null && made && !name.startsWith('pg_temp'))
    for (const statement of header.finish) await client.query(statement);
  for (const { column, last, called } of header.sequences)
    await client.query('select setval(pg_get_serial_sequence($1, $2), $3, $4)', [name, column, last, called]);
  return copy.rowCount;
}

async function hasSchema(client: pg.ClientBase, schema: string): Promise<boolean> {
  return Boolean((await client.query('select 1 from pg_namespace where nspname = $1', [schema])).rowCount);
}

async function hasTable(client: pg.ClientBase, schema: string, table: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'select 1 from pg_tables where schemaname = $1 and tablename = $2',
    [schema, table],
  );
  return Boolean(rowCount);
}
