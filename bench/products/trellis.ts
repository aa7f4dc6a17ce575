import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Pool } from '@trellis/db';
import type { Database } from '../database.ts';
import { type Lead, lead } from '../lead.ts';
import type { Request } from '../load/client.ts';
import { sleep } from '../load/load.ts';
import { freePort, startNode } from './child.ts';
import { type Condition, DEEP_PAGE, type List, PAGE_SIZE, type Product, type Table } from './product.ts';
import { logIn, prepareWorkspace, type Workspace } from './trellis-setup.ts';

/** Most records of one bulk request. */
const MAX_BULK = 10_000;
const ROOT = path.join(import.meta.dirname, '../..');

interface Options {
  /** Folder for what the product writes beside its database. */
  readonly dataDir: string;
  /** Folder for a CPU profile. */
  readonly profile?: string | undefined;
}

/** The product as `npm start` runs it: the built bundle in production mode, administrator's eyes, default settings. */
export async function startTrellis(database: Database, { dataDir, profile }: Options): Promise<Product> {
  execFileSync(process.execPath, [path.join(ROOT, 'scripts/build.mjs'), 'server'], { stdio: 'inherit' });
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${path.resolve(profile)}`] : [];
  const server = await startNode(
    [...profiling, path.join(ROOT, 'apps/server/dist/main.js'), 'serve'],
    { PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: urlOf(database) },
    `${address}/health`,
  );
  try {
    const workspace = await prepareWorkspace(address);
    return {
      name: 'trellis',
      address,
      pids: [server.pid],
      pool: database.pool,
      table: await tableOf(database.pool, workspace),
      logIn: async () => ({ authorization: `Bearer ${(await logIn(address)).accessToken}` }),
      async fill(count, send) {
        for (let first = 1; first <= count; first += MAX_BULK) {
          const size = Math.min(MAX_BULK, count - first + 1);
          await send(
            requests(workspace).bulk(Array.from({ length: size }, (_, index) => lead(first + index))),
          );
        }
      },
      settle: (like, ask) => settle(workspace, like, ask),
      requests: requests(workspace),
      answers,
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function urlOf({ connection: { user, password, host, port, database } }: Database): string {
  const login = password ? `${user}:${password}` : user;
  return `postgresql://${login}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`;
}

/** Where the product put the leads, from its own catalog. */
async function tableOf(pool: Pool, { key }: Workspace): Promise<Table> {
  const { rows } = await pool.query<{ schema: string }>(
    'select schema_name as schema from platform.workspace where key = $1',
    [key],
  );
  const schema = rows[0]?.schema ?? '';
  const { rows: columns } = await pool.query<{ table: string; field: string; column: string }>(
    `select t.table_name as table, f.field, f.column_name as column
     from "${schema}".form_storage t join "${schema}".field_storage f using (app, form)
     where t.form = 'lead' and f.state = 'live'`,
  );
  const names = new Map(columns.map(({ field, column }) => [field, `"${column}"`]));
  const column = (field: keyof Lead) => names.get(field) ?? '';
  const living = '_deleted_at is null';
  return {
    name: `"${schema}"."${columns[0]?.table}"`,
    id: '_id',
    living,
    // As the storage makes its own: of living records, the order made total by the id.
    listIndex: `(${column('stage')}, ${column('source')}, ${column('amount')} desc, _id desc) where ${living}`,
    column,
  };
}

const expression = ({ field, op, value }: Condition) => ({
  [op === 'eq' ? '==' : op]: [{ var: field }, value],
});

/** Uses of a list after which it gets an index, and how long that may take. */
const USES = 8;
const PATIENCE_MS = 300_000;

/** Asks for a list until the product has made an index for it: it looks once a minute. */
async function settle(
  { key, ...paths }: Workspace,
  like: List,
  ask: (request: Request) => Promise<unknown>,
): Promise<void> {
  const { list } = requests({ key, ...paths });
  for (let use = 0; use < USES; use++) await ask(list(like));
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const { forms } = (await ask({ method: 'GET', path: `/api/v1/w/${key}/indexes` })) as Indexes;
    if (forms.some(({ indexes }) => indexes.some(({ madeAt }) => madeAt !== null))) return;
    await sleep(1_000);
  }
  throw new Error('no index was made');
}

interface Indexes {
  readonly forms: readonly { readonly indexes: readonly { readonly madeAt: string | null }[] }[];
}

function requests({ records, reports, owners }: Workspace): Product['requests'] {
  const valuesOf = ({ owner, ...rest }: Lead) => ({ ...rest, owner: owners[owner - 1] });
  const query = (body: object) => ({ method: 'POST', path: `${records}/query`, body }) as const;
  const newestFirst = { sort: [{ field: '_id', dir: 'desc' }], limit: PAGE_SIZE };
  return {
    create: (one) => ({ method: 'POST', path: records, body: { values: valuesOf(one) } }),
    bulk: (leads) => ({
      method: 'POST',
      path: `${records}/bulk`,
      body: { create: leads.map((one) => ({ values: valuesOf(one) })) },
    }),
    list: ({ where, sort }) =>
      query({
        ...(where.length > 0 ? { filter: { and: where.map(expression) } } : {}),
        sort: [{ field: sort === 'id' ? '_id' : sort, dir: 'desc' }],
        limit: PAGE_SIZE,
      }),
    // A client that turns pages has a cursor in its hand; the first one is got by a jump, which is not timed.
    async deep(ask) {
      const offset = (DEEP_PAGE - 1) * PAGE_SIZE;
      const page = (await ask(query({ ...newestFirst, offset, total: 'none' }))) as { next: string | null };
      const { next } = page;
      if (next === null) throw new Error(`there are too few records for page ${DEEP_PAGE + 1}`);
      return query({ ...newestFirst, after: next });
    },
    get: (id) => ({ method: 'GET', path: `${records}/${id}` }),
    update: (id, score) => ({
      method: 'PATCH',
      path: `${records}/${id}`,
      body: { set: { score: String(score) } },
    }),
    count: (stage) =>
      query({
        filter: expression({ field: 'stage', op: 'eq', value: stage }),
        fields: ['name'],
        limit: 1,
        total: 'exact',
      }),
    totals: () => ({
      method: 'POST',
      path: `${records}/group`,
      body: { by: [{ field: 'stage' }], totals: { amount: 'sum' } },
    }),
    aggregate: () => ({
      method: 'POST',
      path: reports,
      body: {
        report: {
          form: 'lead',
          dimensions: [
            { key: 'stage', path: 'stage' },
            { key: 'month', path: 'created', bucket: 'month' },
          ],
          measures: [
            { key: 'sum', op: 'sum', path: 'amount' },
            { key: 'count', op: 'count' },
          ],
        },
      },
    }),
  };
}

interface Page {
  readonly records: readonly {
    readonly id: string;
    readonly values: { readonly stage: string; readonly source: string; readonly amount: string };
  }[];
  readonly total: { readonly value: number; readonly kind: 'exact' | 'estimate' };
}

const answers: Product['answers'] = {
  rows: (answer) =>
    (answer as Page).records.map(({ id, values: { stage, source, amount } }) => ({
      id,
      stage,
      source,
      amount: Number(amount),
    })),
  total: (answer) => {
    const { value, kind } = (answer as Page).total;
    return { value, exact: kind === 'exact' };
  },
  groups: (answer) => {
    const { rows, groups } = answer as { rows?: unknown[]; groups?: unknown[] };
    return (rows ?? groups ?? []).length;
  },
};
