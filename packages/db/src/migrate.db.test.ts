import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { guardHistory, HISTORY_GUARD, openHistory } from './history-guard.ts';
import { createWorkspaceSchema, dropWorkspaceSchema, migrate } from './migrate.ts';
import { findMigrations, readMigrations } from './migration-files.ts';
import { openPool } from './pool.ts';
import { openTestDatabase, pgVersions } from './testing/index.ts';
import { inTransaction } from './tx.ts';

const WORKSPACE = { id: '01900000-0000-7000-8000-00000000000a', key: 'acme', name: 'Acme' };

/** The real migrations in a folder of their own, to be added to. */
function copyOfMigrations(): string {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-migrations-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  cpSync(findMigrations(), dir, { recursive: true });
  return dir;
}

/** Workspace migrations that ship with this version. */
const SHIPPED = readMigrations('workspace', findMigrations()).length;
const MORE = `${String(SHIPPED + 1).padStart(4, '0')}_more`;

function addMigration(dir: string, text: string): string {
  const file = path.join(dir, 'workspace', `${MORE}.sql`);
  writeFileSync(file, text);
  return file;
}

describe.each(pgVersions)('migrations on PostgreSQL %i', (version) => {
  const open = async () => {
    const database = await openTestDatabase({ version });
    onTestFinished(() => database.close());
    return database;
  };

  test('bring every workspace up, with progress, once', async () => {
    const { pool } = await open();
    const dir = copyOfMigrations();
    await migrate(pool, { dir });
    await createWorkspaceSchema(pool, WORKSPACE, { dir });
    addMigration(
      dir,
      '-- A note; with a semicolon.\ncreate table more (n int not null, constraint more_pk primary key (n));\ncreate index more_idx on more (n);\n',
    );
    const progress: string[] = [];
    const onProgress = ({ target, migration }: { target: string; migration: string }) =>
      void progress.push(`${target} ${migration}`);
    await Promise.all([migrate(pool, { dir, onProgress }), migrate(pool, { dir, onProgress })]);
    expect(progress).toEqual([`acme ${MORE}`]);
    const { rows } = await pool.query('select count(*)::int as n from ws_acme.more');
    expect(rows).toEqual([{ n: 0 }]);
  });

  test('a database of another encoding is refused', async () => {
    const { pool, url } = await open();
    const name = new URL(url).pathname.slice(1);
    await pool.query(`create database ${name}_ascii template template0 encoding 'SQL_ASCII' locale 'C'`);
    const ascii = openPool({ connectionString: url.replace(name, `${name}_ascii`), max: 1 });
    await expect(migrate(ascii)).rejects.toMatchObject({ code: 'server_unsupported' });
    await ascii.end();
    await pool.query(`drop database ${name}_ascii`);
  });

  test('a changed file is refused', async () => {
    const { pool } = await open();
    const dir = copyOfMigrations();
    await migrate(pool, { dir });
    const file = addMigration(dir, 'select 1;\n');
    await createWorkspaceSchema(pool, WORKSPACE, { dir });
    writeFileSync(file, 'select 1;\r\n');
    await migrate(pool, { dir });
    writeFileSync(file, 'select 2;\n');
    await expect(migrate(pool, { dir })).rejects.toMatchObject({
      code: 'migration_changed',
      params: { migration: MORE, schema: 'ws_acme' },
    });
  });

  test('a newer database is refused with both versions', async () => {
    const { pool } = await open();
    const dir = copyOfMigrations();
    addMigration(dir, 'select 1;\n');
    await migrate(pool, { dir });
    await createWorkspaceSchema(pool, WORKSPACE, { dir });
    await expect(migrate(pool)).rejects.toMatchObject({
      code: 'database_newer',
      params: { schema: 'ws_acme', database: SHIPPED + 1, program: SHIPPED },
    });
  });

  test('a failing file leaves nothing of itself; a failing workspace leaves nothing at all', async () => {
    const { pool } = await open();
    const dir = copyOfMigrations();
    await migrate(pool, { dir });
    await createWorkspaceSchema(pool, WORKSPACE, { dir });
    addMigration(dir, 'create table half (n int);\nselect * from nowhere;\n');
    await expect(migrate(pool, { dir })).rejects.toMatchObject({ code: 'migration_failed' });
    await expect(
      createWorkspaceSchema(
        pool,
        { ...WORKSPACE, id: '01900000-0000-7000-8000-00000000000b', key: 'beta' },
        { dir },
      ),
    ).rejects.toMatchObject({ code: 'migration_failed' });
    const { rows } = await pool.query(
      `select (select count(*)::int from pg_tables where tablename = 'half') as half,
         (select count(*)::int from pg_namespace where nspname = 'ws_beta') as schemas,
         (select count(*)::int from platform.workspace) as workspaces`,
    );
    expect(rows).toEqual([{ half: 0, schemas: 0, workspaces: 1 }]);
  });

  test('the history of a new workspace is only added to', async () => {
    const { pool } = await open();
    await migrate(pool);
    await createWorkspaceSchema(pool, WORKSPACE);
    await pool.query(
      `insert into ws_acme.record_change (id, form, record_id, version, cause, op)
       values (gen_random_uuid(), 'crm:deal', gen_random_uuid(), 1, 'form', 'create')`,
    );
    const change = (sql: string) => pool.query(`${sql} ws_acme.record_change`);
    await expect(change('delete from')).rejects.toMatchObject({ code: '42501' });
    await expect(
      inTransaction(pool, ({ client }) => guardHistory(client, 'ws_acme')),
    ).resolves.toBeUndefined();
    const opened = await inTransaction(pool, async ({ client }) => {
      await openHistory(client);
      return client.query('delete from ws_acme.record_change');
    });
    expect(opened.rowCount).toBe(1);
  });

  test('a workspace goes with all its data', async () => {
    const { pool } = await open();
    await migrate(pool);
    await createWorkspaceSchema(pool, { ...WORKSPACE, tz: 'Europe/Berlin' });
    expect((await pool.query('select meta_version, tz from ws_acme.meta')).rows).toEqual([
      { meta_version: '1', tz: 'Europe/Berlin' },
    ]);
    await dropWorkspaceSchema(pool, 'acme');
    await expect(dropWorkspaceSchema(pool, 'acme')).rejects.toMatchObject({ code: 'workspace_not_found' });
    expect((await pool.query("select 1 from pg_namespace where nspname = 'ws_acme'")).rowCount).toBe(0);
  });

  test('system tables keep the rules for clusters', async () => {
    const { pool } = await open();
    await migrate(pool);
    await createWorkspaceSchema(pool, WORKSPACE);
    const { rows: keyless } = await pool.query(
      `select relname from pg_class c where relnamespace = 'ws_acme'::regnamespace and relkind = 'r'
         and not exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')`,
    );
    expect(keyless).toEqual([]);
    const { rows: long } = await pool.query(
      `select conname as name from pg_constraint where connamespace in ('ws_acme'::regnamespace, 'platform'::regnamespace)
         and octet_length(conname) > 45
       union all select relname from pg_class where relkind = 'i' and octet_length(relname) > 45
         and relnamespace in ('ws_acme'::regnamespace, 'platform'::regnamespace)
       union all select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
         where c.relnamespace = 'ws_acme'::regnamespace and tgname <> '${HISTORY_GUARD}'
       union all select conname from pg_constraint where contype = 'f' and connamespace = 'ws_acme'::regnamespace`,
    );
    expect(long).toEqual([]);
  });
});
