import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { createWorkspaceSchema, migrate } from '../migrate.ts';
import { type Db, openDb, openPool, type Pool } from '../pool.ts';
import { ensureServer, exclusively, type PgVersion, runFolder } from './servers.ts';

/** `empty`: nothing in it. `workspace`: the platform and one workspace, migrated. */
type TestTemplate = 'empty' | 'workspace';

export interface TestDatabaseOptions {
  /** Default 18. */
  readonly version?: PgVersion;
  /** Default `empty`. */
  readonly template?: TestTemplate;
}

export interface TestDatabase {
  readonly url: string;
  readonly pool: Pool;
  readonly db: Db;
  close(): Promise<void>;
}

export interface TestWorkspaceDatabase extends TestDatabase {
  readonly workspace: { readonly id: string; readonly key: string; readonly schema: string };
}

const WORKSPACE = { id: '01900000-0000-7000-8000-000000000001', key: 'test', name: '测试企业' } as const;
const NAME = 'trellis_test';

export function openTestDatabase(
  options: TestDatabaseOptions & { readonly template: 'workspace' },
): Promise<TestWorkspaceDatabase>;
export function openTestDatabase(options?: TestDatabaseOptions): Promise<TestDatabase>;
/**
 * A database of the caller's own, cloned from a template. Close it when done; that removes it.
 * Mind that `pg_snapshot_xmin` sees open transactions of the whole server, also those of other test files.
 */
export async function openTestDatabase(
  options: TestDatabaseOptions = {},
): Promise<TestDatabase | TestWorkspaceDatabase> {
  const { version = 18, template = 'empty' } = options;
  const server = await ensureServer(version);
  const name = `${runName()}_${randomBytes(6).toString('hex')}`;
  const source = template === 'empty' ? 'template0' : await ensureTemplate(server, version);
  await onServer(server, (client) => client.query(`create database ${name} template ${source}`));
  const url = withDatabase(server, name);
  const pool = openPool({ connectionString: url, max: 6, applicationName: NAME });
  const database = { url, pool, db: openDb(pool), close: () => close(pool, server, name) };
  return template === 'empty'
    ? database
    : { ...database, workspace: { ...WORKSPACE, schema: `ws_${WORKSPACE.key}` } };
}

async function close(pool: Pool, server: string, name: string): Promise<void> {
  let ended = false;
  const leaked = new Promise<void>((resolve) => setTimeout(resolve, 5_000).unref());
  await Promise.race([
    leaked,
    pool.end().then(() => {
      ended = true;
    }),
  ]);
  await onServer(server, (client) => client.query(`drop database if exists ${name} with (force)`));
  if (!ended) throw new Error('a client of the test database was never released');
}

/** For an external server, which outlives the run. */
export async function dropTestDatabases(): Promise<void> {
  const server = await ensureServer(18);
  await onServer(server, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [runName()],
    );
    for (const { name } of rows) await client.query(`drop database if exists "${name}" with (force)`);
  });
}

/** Made once per run and server; renamed into place when complete, so that a half-made one is never cloned. */
function ensureTemplate(server: string, version: PgVersion): Promise<string> {
  const base = runFolder();
  const name = `${runName()}_template`;
  return exclusively(base, `template${version}`, async () => {
    const exists = await onServer(server, (client) =>
      client.query('select 1 from pg_database where datname = $1', [name]),
    );
    if (exists.rowCount) return name;
    const draft = `${runName()}_draft_${randomBytes(4).toString('hex')}`;
    await onServer(server, (client) => client.query(`create database ${draft} template template0`));
    const pool = openPool({ connectionString: withDatabase(server, draft), max: 2 });
    try {
      await migrate(pool);
      await createWorkspaceSchema(pool, WORKSPACE);
    } finally {
      await pool.end();
    }
    await onServer(server, (client) => client.query(`alter database ${draft} rename to ${name}`));
    return name;
  });
}

/** Several runs may share an external server. */
function runName(): string {
  return `${NAME}_${path
    .basename(runFolder())
    .replaceAll(/[^a-z0-9]/gi, '')
    .toLowerCase()}`;
}

async function onServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(server: string, name: string): string {
  return server.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
}
