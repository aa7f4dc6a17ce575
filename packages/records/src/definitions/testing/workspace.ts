import { openTestDatabase, type TestWorkspaceDatabase } from '@trellis/db/testing';
import { type Catalog, type Ctx, loadCatalog, openKeyring, type Workspace } from '../../server.ts';

/** A workspace in a database of its own, with an administrator. */
export interface TestWorkspace extends Pick<TestWorkspaceDatabase, 'pool' | 'url' | 'close'> {
  readonly workspace: Workspace;
  readonly schema: string;
  /** A context over the catalog as of now. */
  ctx(overrides?: Partial<Ctx>): Promise<Ctx>;
  catalog(): Promise<Catalog>;
  /** First column of each row. */
  list(sql: string, params?: readonly unknown[]): Promise<unknown[]>;
}

const TEST_KEYS = openKeyring(['a secret of the tests']);
const ADMIN_ID = '01900000-0000-7000-8000-0000000000aa';

export async function openTestWorkspace(version: 14 | 18 = 18): Promise<TestWorkspace> {
  const database = await openTestDatabase({ version, template: 'workspace' });
  const { pool, url } = database;
  const { schema } = database.workspace;
  const workspace: Workspace = { ...database.workspace, name: '测试企业', tz: 'Asia/Shanghai' };
  await pool.query(`insert into ${schema}.member (id, name, is_admin) values ($1, '管理员', true)`, [
    ADMIN_ID,
  ]);
  const catalog = () => loadCatalog(pool, workspace);
  return {
    pool,
    url,
    workspace,
    schema,
    catalog,
    close: database.close,
    ctx: async (overrides = {}) => ({
      pool,
      catalog: await catalog(),
      actor: { id: ADMIN_ID, departments: [], roles: [], admin: true },
      now: new Date().toISOString(),
      locale: 'zh',
      cause: 'form',
      keys: TEST_KEYS,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      ...overrides,
    }),
    list: async (sql, params = []) => {
      const { rows } = await pool.query({ text: sql, values: [...params], rowMode: 'array' });
      return rows.map((row: unknown[]) => row[0]);
    },
  };
}
