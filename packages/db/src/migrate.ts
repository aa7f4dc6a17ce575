import type pg from 'pg';
import { DbError } from './db-error.ts';
import { guardHistory } from './history-guard.ts';
import { installJobs } from './jobs.ts';
import { type MigrationFile, type MigrationSet, readMigrations } from './migration-files.ts';
import type { Pool, PoolClient } from './pool.ts';
import { quote } from './quote.ts';

export interface MigrateProgress {
  /** `platform` or the workspace's key. */
  readonly target: string;
  readonly migration: string;
  /** Counts targets, from 1. */
  readonly index: number;
  readonly total: number;
}

export interface MigrateOptions {
  readonly onProgress?: (progress: MigrateProgress) => void;
  /** Another `migrations/` folder. */
  readonly dir?: string;
}

export interface NewWorkspace {
  readonly id: string;
  /** `^[a-z][a-z0-9_]{1,30}$` */
  readonly key: string;
  readonly name: string;
  readonly tz?: string;
  readonly locale?: string;
}

/** The oldest PostgreSQL that the SQL keeps to. */
const OLDEST = 14;
const LOCK_KEY = 7_305_418;

/**
 * Brings the platform, the job queue and every workspace schema up to the code's migrations, each file in its own transaction,
 * one process at a time. Throws DbError: server_unsupported, migration_changed, database_newer, migration_failed,
 * migration_files_invalid. After a failure everything before the failed file stays applied.
 */
export async function migrate(pool: Pool, options: MigrateOptions = {}): Promise<void> {
  const files = {
    platform: readMigrations('platform', options.dir),
    workspace: readMigrations('workspace', options.dir),
  };
  await underLock(pool, async (client) => {
    await checkServer(client);
    const report = (target: string, index: number, total: number) => (file: MigrationFile) =>
      options.onProgress?.({ target, migration: file.name, index, total });
    await migrateSchema(client, 'platform', files.platform, report('platform', 1, 1));
    await installJobs(pool);
    const { rows } = await client.query<{ key: string; schema_name: string }>(
      'select key, schema_name from platform.workspace order by key',
    );
    for (const [index, { key, schema_name }] of rows.entries())
      await migrateSchema(client, schema_name, files.workspace, report(key, index + 1, rows.length));
  });
}

/**
 * Makes a workspace: its schema, system tables, what guards its history, `meta` row and its row in `platform.workspace`, or nothing.
 * Provisioning has this one place, so that placement on a cluster can be decided here.
 */
export async function createWorkspaceSchema(
  pool: Pool,
  workspace: NewWorkspace,
  options: Pick<MigrateOptions, 'dir'> = {},
): Promise<{ schema: string }> {
  const schema = `ws_${workspace.key}`;
  const tz = workspace.tz ?? 'Asia/Shanghai';
  const files = readMigrations('workspace', options.dir);
  await underLock(pool, (client) =>
    transaction(client, async () => {
      await client.query(
        `insert into platform.workspace (id, key, name, schema_name, tz, locale) values ($1, $2, $3, $4, $5, $6)`,
        [workspace.id, workspace.key, workspace.name, schema, tz, workspace.locale ?? 'zh-CN'],
      );
      await prepareSchema(client, schema);
      for (const file of files) await apply(client, schema, file);
      await guardHistory(client, schema);
      await client.query(`insert into ${quote(schema)}.meta (tz) values ($1)`, [tz]);
    }),
  );
  return { schema };
}

/** Removes a workspace with all its data; memberships go with it. */
export async function dropWorkspaceSchema(pool: Pool, key: string): Promise<void> {
  await underLock(pool, (client) =>
    transaction(client, async () => {
      const { rows } = await client.query<{ schema_name: string }>(
        'delete from platform.workspace where key = $1 returning schema_name',
        [key],
      );
      const schema = rows[0]?.schema_name;
      if (!schema) throw new DbError('workspace_not_found', `no workspace ${key}`, { key });
      await client.query(`drop schema ${quote(schema)} cascade`);
    }),
  );
}

/** Creates a schema at a given level without data, inside the caller's transaction (restore). */
export async function buildSchema(
  client: pg.ClientBase,
  set: MigrationSet,
  schema: string,
  level: number,
  dir?: string,
): Promise<void> {
  await prepareSchema(client, schema);
  for (const file of readMigrations(set, dir).slice(0, level)) await apply(client, schema, file);
}

/** The highest migration of a schema; 0 when it has none. */
export async function schemaLevel(client: pg.ClientBase, schema: string): Promise<number> {
  const { rows } = await client.query<{ level: number }>(
    `select coalesce(max(number), 0) as level from ${quote(schema)}.migration`,
  );
  return rows[0]?.level ?? 0;
}

async function checkServer(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding`,
  );
  const { version = 0, encoding = '' } = rows[0] ?? {};
  if (version >= OLDEST && encoding === 'UTF8') return;
  throw new DbError(
    'server_unsupported',
    `the database is PostgreSQL ${version} with encoding ${encoding}; needed are ${OLDEST} or newer and UTF8`,
    { version, encoding, oldest: OLDEST },
  );
}

async function migrateSchema(
  client: PoolClient,
  schema: string,
  files: readonly MigrationFile[],
  report: (file: MigrationFile) => void,
): Promise<void> {
  await transaction(client, () => prepareSchema(client, schema));
  const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
    `select number, name, checksum from ${quote(schema)}.migration order by number`,
  );
  for (const applied of rows) {
    const file = files[applied.number - 1];
    if (!file)
      throw new DbError(
        'database_newer',
        `${schema} is at migration ${rows.at(-1)?.number}, this program knows ${files.length}: start the newer program, or restore a backup`,
        { schema, database: rows.at(-1)?.number ?? 0, program: files.length },
      );
    if (file.checksum !== applied.checksum)
      throw new DbError(
        'migration_changed',
        `${file.name} was changed after it was applied to ${schema}; restore the file and add a new one`,
        { schema, migration: file.name },
      );
  }
  for (const file of files.slice(rows.length)) {
    await transaction(client, () => apply(client, schema, file));
    report(file);
  }
}

async function prepareSchema(client: pg.ClientBase, schema: string): Promise<void> {
  const { rowCount } = await client.query(
    'select 1 from pg_tables where schemaname = $1 and tablename = $2',
    [schema, 'migration'],
  );
  if (rowCount) return;
  if (!(await client.query('select 1 from pg_namespace where nspname = $1', [schema])).rowCount)
    await client.query(`create schema ${quote(schema)}`);
  await client.query(
    `create table ${quote(schema)}.migration (
       number integer not null, name text not null, checksum text not null,
       applied_at timestamptz(3) not null default now(), constraint migration_pk primary key (number))`,
  );
}

/** Runs one file with the schema as search_path; the caller holds the transaction. */
async function apply(client: pg.ClientBase, schema: string, file: MigrationFile): Promise<void> {
  await client.query(`set local search_path to ${quote(schema)}`);
  for (const statement of file.statements) {
    try {
      await client.query(statement);
    } catch (error) {
      throw new DbError(
        'migration_failed',
        `${file.name} on ${schema}: ${(error as Error).message}`,
        { schema, migration: file.name },
        error,
      );
    }
  }
  await client.query(`insert into ${quote(schema)}.migration (number, name, checksum) values ($1, $2, $3)`, [
    file.number,
    file.name,
    file.checksum,
  ]);
  await client.query('set local search_path to default');
}

async function transaction(client: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Keeps migrations and provisioning out until the caller's transaction ends. */
export async function lockMigrations(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [LOCK_KEY]);
}

async function underLock<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    try {
      return await work(client);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK_KEY]);
    }
  } catch (error) {
    // The lock belongs to the session: a connection in doubt is closed, not reused.
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}
