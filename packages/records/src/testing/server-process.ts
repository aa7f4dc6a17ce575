import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { openPool, silentLogger } from '@trellis/db';
import { type Ctx, loadCatalog, openImports, openKeyring, runBatches } from '../server.ts';

/**
 * As much of a server as works on imports and batches: it exists to be killed meanwhile. Arguments: database, folder of the
 * imports, name of its connections. It says "ready", then "done" after each line that it is told: "go on" does what a start
 * does, "commit FORM IMPORT" begins to write one.
 */
const [url = '', dir = '', applicationName = ''] = process.argv.slice(2);
const pool = openPool({ connectionString: url, applicationName, max: 5 });
const { rows } = await pool.query<{ id: string; schema: string; member: string }>(
  `select w.id, w.schema_name as schema, m.id as member
   from platform.workspace as w, ws_test.member as m where m.is_admin limit 1`,
);
const [found] = rows;
if (!found) throw new Error('no workspace');
const workspace = { id: found.id, key: 'test', name: '', schema: found.schema, tz: 'Asia/Shanghai' };
const ctx: Ctx = {
  pool,
  catalog: await loadCatalog(pool, workspace),
  actor: { id: found.member, departments: [], roles: [], admin: true },
  now: new Date().toISOString(),
  locale: 'zh',
  cause: 'form',
  keys: openKeyring(['a secret of the tests']),
  log: silentLogger,
};
const imports = openImports({ pool, dir, log: silentLogger, open: async () => ctx });

async function commit(form: string, id: string): Promise<void> {
  let { state } = await imports.commit(ctx, form, id, { skipInvalid: false });
  while (state === 'running') {
    await wait(20);
    ({ state } = await imports.get(ctx, form, id));
  }
}

async function goOn(): Promise<void> {
  await imports.sweep([workspace]);
  const { keys, log } = ctx;
  await runBatches({ pool, keys, log }, { current: async () => ctx.catalog, goOn: () => true });
}

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const [what, form = '', id = ''] = line.split(' ');
  await (what === 'commit' ? commit(form, id) : goOn());
  process.stdout.write('done\n');
}
process.exit();
