import { openPool, silentLogger } from '@trellis/db';
import { type Ctx, loadCatalog, openImports, openKeyring } from '../../server.ts';

/** A server that commits one import: it exists to be killed meanwhile. Arguments: database, folder, form, import. */
const [url = '', dir = '', form = '', id = ''] = process.argv.slice(2);
const pool = openPool({ connectionString: url });
const { rows } = await pool.query<{ id: string; schema: string; member: string }>(
  'select id, schema_name as schema, (select member_id from ws_test.import_job where id = $1) as member from platform.workspace',
  [id],
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
await openImports({ pool, dir, log: silentLogger, open: async () => ctx }).commit(ctx, form, id, {
  skipInvalid: false,
});
