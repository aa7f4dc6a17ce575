import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { backup, migrate, type Pool, restore } from '@trellis/db';
import { openTestDatabase, pgVersions } from '@trellis/db/testing';
import { checkStorage } from '@trellis/records/server';
import { expect, it, onTestFinished } from 'vitest';
import { openTestServer } from '../testing/server.ts';
import { allWorkspaces } from '../workspaces.ts';
import { prepareDemo } from './demo.ts';

it('the demo, restored into an empty installation of each version, is equal and whole', async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-demo-backup-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const file = path.join(dir, 'demo.trellis');
  const demo = await openTestServer();
  onTestFinished(() => demo.close());
  await prepareDemo(demo.services, () => {});
  const { log } = demo.services;
  await backup({ pool: demo.database.pool, log }, { file });
  const expected = await content(demo.database.pool);
  expect(expected.lifecycle_crm__lead).toMatch(/^68 /);

  for (const version of pgVersions) {
    const target = await openTestDatabase({ version, template: 'empty' });
    onTestFinished(() => target.close());
    await restore({ pool: target.pool, log }, { file });
    await migrate(target.pool);
    expect(await content(target.pool), `PostgreSQL ${version}`).toEqual(expected);
    const [workspace] = await allWorkspaces(target.pool);
    if (!workspace) throw new Error('the restored demo has no workspace');
    // Tables, columns and definitions still belong together: nothing is set aside.
    await checkStorage(target.pool, workspace, log);
    const { rows } = await target.pool.query(
      `select count(*)::int as broken from "${workspace.schema}".form_storage where state <> 'ok'`,
    );
    expect(rows).toEqual([{ broken: 0 }]);
  }
});

/** Rows and checksum of each table of the workspace, in an order that does not depend on the server. */
async function content(pool: Pool): Promise<Record<string, string>> {
  const [workspace] = await allWorkspaces(pool);
  if (!workspace) throw new Error('no workspace');
  const { rows } = await pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = $1 and tablename not in ('migration', 'outbox', 'outbox_cursor')`,
    [workspace.schema],
  );
  const sums: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: found } = await pool.query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(x::text, '|' order by x::text collate "C")), '') as sum
         from "${workspace.schema}"."${name}" x`,
    );
    sums[name] = found[0]?.sum ?? '';
  }
  return sums;
}
