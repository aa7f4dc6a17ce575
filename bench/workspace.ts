import { createWorkspaceSchema, type Pool } from '@trellis/db';
import { newId } from '@trellis/metadata';
import { type Ctx, loadCatalog, openKeyring } from '@trellis/records/server';

/** A workspace that is spoken to through the engine, without HTTP. */
export interface EngineWorkspace {
  readonly schema: string;
  /** The only member, an administrator. */
  readonly member: string;
  /** Of the newest catalog, at this moment. */
  ctx(): Promise<Ctx>;
}

/** Makes a workspace with one administrator in a migrated database. */
export async function makeWorkspace(pool: Pool, key: string, cause: Ctx['cause']): Promise<EngineWorkspace> {
  const { schema } = await createWorkspaceSchema(pool, { id: newId(), key, name: key });
  const workspace = { id: newId(), key, name: key, schema, tz: 'Asia/Shanghai' };
  const member = newId();
  await pool.query(`insert into ${schema}.member (id, name, is_admin) values ($1, 'a', true)`, [member]);
  return {
    schema,
    member,
    ctx: async () => ({
      pool,
      catalog: await loadCatalog(pool, workspace),
      actor: { id: member, departments: [], roles: [], admin: true },
      now: new Date().toISOString(),
      locale: 'zh',
      cause,
      keys: openKeyring(['a secret of the bench']),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    }),
  };
}
