import { createHash } from 'node:crypto';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { DbError } from '../db-error.ts';
import type { Logger } from '../logger.ts';
import { schemaLevel } from '../migrate.ts';
import type { Pool } from '../pool.ts';
import { quote } from '../quote.ts';
import { type BackupContents, contentFrames } from './contents.ts';
import { type DescribedTable, describeSchema } from './describe.ts';
import { type BackupWorkspace, FORMAT, type Frame, type TableHeader, writeFrames } from './format.ts';

export interface BackupContext {
  readonly pool: Pool;
  readonly log: Logger;
  /** Contents beside the database; without them a backup holds the database alone. */
  readonly contents?: BackupContents;
}

export interface BackupOptions {
  readonly file: string;
  /** Key of one workspace; default: the whole installation. */
  readonly workspace?: string;
}

export interface BackupResult {
  readonly tables: number;
  readonly rows: number;
  /** Contents of files. */
  readonly contents: number;
}

/**
 * Writes the installation, or one workspace with its accounts, to one file: everything as of one moment, while the
 * application runs. Text COPY, so it can be read by any version of PostgreSQL. Throws workspace_not_found.
 */
export async function backup(
  { pool, log, contents }: BackupContext,
  options: BackupOptions,
): Promise<BackupResult> {
  const result = { tables: 0, rows: 0, contents: 0 };
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query('set local search_path to pg_catalog');
    await writeFrames(options.file, frames(client, options, result, contents));
    log.info({ ...options, ...result }, 'backup written');
    return result;
  } finally {
    // Ends the snapshot, also when a COPY was cut off half-way.
    client.release(true);
  }
}

/** What is saved of a table: all of it, or the rows of a query. */
type Part = { readonly table: TableHeader; readonly source: string };

async function* frames(
  client: pg.ClientBase,
  { workspace: only }: BackupOptions,
  result: { tables: number; rows: number; contents: number },
  contents: BackupContents | undefined,
): AsyncGenerator<Frame> {
  const workspaces = await readWorkspaces(client, only);
  const { rows: extensions } = await client.query<{ name: string }>(
    `select extname as name from pg_extension where extname <> 'plpgsql' order by 1`,
  );
  yield {
    type: 'M',
    json: {
      product: 'trellis',
      format: FORMAT,
      createdAt: new Date().toISOString(),
      scope: only === undefined ? 'installation' : 'workspace',
      platformLevel: await schemaLevel(client, 'platform'),
      workspaces,
      extensions: extensions.map((extension) => extension.name),
    },
  };
  const foreignKeys: string[] = [];
  const scope = only === undefined ? undefined : workspaces[0];
  for (const schema of ['platform', ...workspaces.map((workspace) => workspace.schema)]) {
    const tables = await describeSchema(client, schema);
    await lock(client, tables);
    for (const table of tables) {
      const part = schema === 'platform' ? platformPart(table, scope) : workspacePart(table);
      if (!part) continue;
      foreignKeys.push(...table.foreignKeys);
      yield* tableFrames(client, part, result);
    }
  }
  yield* tableFrames(client, jobsPart(scope), result);
  if (contents) {
    for (const workspace of workspaces) {
      for (const key of await contents.keys(client, workspace)) {
        for await (const frame of contentFrames(contents, key)) {
          if (frame.type === 'F') result.contents++;
          yield frame;
        }
      }
    }
  }
  yield { type: 'Z', json: { tables: result.tables, finish: foreignKeys } };
}

async function* tableFrames(
  client: pg.ClientBase,
  { table, source }: Part,
  result: { tables: number; rows: number },
): AsyncGenerator<Frame> {
  const { schema, columns, create, finish, sequences } = table;
  yield { type: 'T', json: { schema, table: table.table, columns, create, finish, sequences } };
  const hash = createHash('sha256');
  const stream = client.query(copyTo(`copy ${source} to stdout`));
  for await (const data of stream as AsyncIterable<Buffer>) {
    hash.update(data);
    yield { type: 'D', data };
  }
  const { rowCount: rows } = stream;
  result.tables++;
  result.rows += rows;
  yield { type: 'E', json: { rows, sha256: hash.digest('hex') } };
}

/** A table that a migration or a form change would alter meanwhile must wait, as with pg_dump. */
async function lock(client: pg.ClientBase, tables: readonly DescribedTable[]): Promise<void> {
  if (tables.length === 0) return;
  const names = tables.map(({ schema, table }) => `${quote(schema)}.${quote(table)}`);
  await client.query(`lock table ${names.join(', ')} in access share mode`);
}

/** `migration` rows come back with the migrations; of the platform a workspace takes its own row and its accounts. */
function platformPart(table: DescribedTable, workspace: BackupWorkspace | undefined): Part | undefined {
  if (table.table === 'migration') return undefined;
  if (!workspace) return { table, source: wholeTable(table) };
  const id = `'${workspace.id}'::uuid`;
  const member = `select account_id from ${quote(workspace.schema)}.member where account_id is not null`;
  const filters: Record<string, string> = {
    workspace: `id = ${id}`,
    membership: `workspace_id = ${id}`,
    account: `id in (select account_id from platform.membership where workspace_id = ${id} union ${member})`,
  };
  const filter = filters[table.table];
  if (!filter) return undefined;
  return {
    table,
    source: `(select ${columnList(table)} from platform.${quote(table.table)} where ${filter})`,
  };
}

/**
 * Transaction ids mean nothing in another server: of the outbox only events that some consumer has not passed are
 * saved, in order; they are new events there, and cursors begin anew.
 */
function workspacePart(table: DescribedTable): Part | undefined {
  if (table.table === 'migration' || table.table === 'outbox_cursor') return undefined;
  if (table.table !== 'outbox') return { table, source: wholeTable(table) };
  const events = { ...table, columns: ['at', 'kind', 'payload'], sequences: [] };
  const schema = quote(table.schema);
  const cursors = `select 1 from ${schema}.outbox_cursor`;
  return {
    table: events,
    source: `(select ${columnList(events)} from ${schema}.outbox o where not exists (${cursors})
      or exists (${cursors} c where (c.txid, c.id) < (o.txid, o.id)) order by o.txid, o.id)`,
  };
}

function jobsPart(workspace: BackupWorkspace | undefined): Part {
  const table: TableHeader = {
    schema: null,
    table: 'jobs',
    columns: ['identifier', 'payload', 'queue_name', 'run_at', 'max_attempts', 'job_key', 'priority'],
    create: `create temp table jobs (identifier text, payload text, queue_name text, run_at timestamptz,
      max_attempts int, job_key text, priority int) on commit drop`,
    finish: [],
    sequences: [],
  };
  const filter = workspace ? ` and j.payload ->> 'workspace' in ('${workspace.key}', '${workspace.id}')` : '';
  return {
    table,
    source: `(select t.identifier, j.payload::text, q.queue_name, j.run_at, j.max_attempts, j.key, j.priority
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
      where j.attempts < j.max_attempts${filter} order by j.id)`,
  };
}

function wholeTable(table: DescribedTable): string {
  const name = `${quote(table.schema)}.${quote(table.table)}`;
  const columns = columnList(table);
  return table.parted ? `(select ${columns} from ${name})` : `${name} (${columns})`;
}

function columnList(table: TableHeader): string {
  return table.columns.map(quote).join(', ');
}

async function readWorkspaces(client: pg.ClientBase, only: string | undefined): Promise<BackupWorkspace[]> {
  const { rows } = await client.query<{ id: string; key: string; schema: string }>(
    `select id, key, schema_name as schema from platform.workspace where $1::text is null or key = $1 order by key`,
    [only ?? null],
  );
  if (only !== undefined && rows.length === 0)
    throw new DbError('workspace_not_found', `no workspace ${only}`, { key: only });
  const workspaces: BackupWorkspace[] = [];
  for (const row of rows) workspaces.push({ ...row, level: await schemaLevel(client, row.schema) });
  return workspaces;
}
