import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { openPool, silentLogger } from '@trellis/db';
import { type Ctx, loadCatalog, openImports, openKeyring, publishBundle, runBatches } from '../server.ts';

type PublishOptions = NonNullable<Parameters<typeof publishBundle>[3]>;

/**
 * As much of a server as publishes, and works on imports and batches: it exists to be killed meanwhile. Arguments: database,
 * folder of the imports (or nothing), name of its connections. It says "ready", then "done" after each line that it is told:
 * "go on" does what a start does, "commit FORM IMPORT" begins to write one, "publish APP BUNDLE" publishes an app, and
 * "die APP BUNDLE" ends with SIGKILL when nothing of that is left to do but to make it current.
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
const imports = dir ? openImports({ pool, dir, log: silentLogger, open: async () => ctx }) : undefined;

async function commit(form: string, id: string): Promise<void> {
  if (!imports) throw new Error('no folder of imports');
  let { state } = await imports.commit(ctx, form, id, { skipInvalid: false });
  while (state === 'running') {
    await wait(20);
    ({ state } = await imports.get(ctx, form, id));
  }
}

async function goOn(): Promise<void> {
  await imports?.sweep([workspace]);
  const { keys, log } = ctx;
  await runBatches({ pool, keys, log }, { current: async () => ctx.catalog, goOn: () => true });
}

async function publish(app: string, json: string, options?: PublishOptions): Promise<void> {
  const current = { ...ctx, catalog: await loadCatalog(pool, workspace), now: new Date().toISOString() };
  await publishBundle(current, app, JSON.parse(json), options);
}

const DYING: PublishOptions = {
  progress: (step) => step === 'flip' && process.kill(process.pid, 'SIGKILL'),
  fill: async () => undefined,
};

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const [what, name = '', ...rest] = line.split(' ');
  const more = rest.join(' ');
  if (what === 'commit') await commit(name, more);
  else if (what === 'go') await goOn();
  else await publish(name, more, what === 'die' ? DYING : undefined);
  process.stdout.write('done\n');
}
process.exit();
