import path from 'node:path';
import { type CopyValue, copyRows } from '@trellis/db';
import type { Database } from '../database.ts';
import { type Lead, lead } from '../lead.ts';
import { freePort, startNode } from './child.ts';
import { DEEP_PAGE, PAGE_SIZE, type Product, type Row } from './product.ts';

const TABLE = `
  create table if not exists leads(id bigserial primary key,
    name text, phone text, email text, company text, source text, stage text, owner int, amount numeric(14,2),
    score int, tags jsonb, industry text, province text, city text, address text, website text, is_key boolean,
    created timestamptz, last_contact timestamptz, next_follow_up timestamptz, lost_reason text, note text,
    created_by int, created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
    unique(phone))`;

const ask = (path: string, query: unknown) =>
  ({ method: 'GET', path: `${path}?q=${encodeURIComponent(JSON.stringify(query))}` }) as const;

/** The floor that the others are held against: see raw-server.mjs. */
export async function startRaw({ pool, connection }: Database): Promise<Product> {
  await pool.query(TABLE);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const server = await startNode(
    [path.join(import.meta.dirname, 'raw-server.mjs')],
    {
      PORT: String(port),
      PGHOST: connection.host,
      PGPORT: String(connection.port),
      PGUSER: connection.user,
      PGPASSWORD: connection.password ?? '',
      PGDATABASE: connection.database,
    },
    `${address}/health`,
  );
  return {
    name: 'raw',
    address,
    pids: [server.pid],
    pool,
    table: {
      name: 'public.leads',
      id: 'id',
      living: 'true',
      listIndex: '(stage, source, amount desc)',
      column: (field) => field,
    },
    async logIn() {
      const reply = await fetch(`${address}/login`, { method: 'POST' });
      const { token } = (await reply.json()) as { token: string };
      return { authorization: `Bearer ${token}` };
    },
    async fill(count) {
      const client = await pool.connect();
      try {
        await copyRows(client, `leads (${Object.keys(lead(1)).join(',')}, created_by)`, rows(count));
      } finally {
        client.release();
      }
    },
    requests: {
      create: (body) => ({ method: 'POST', path: '/leads', body }),
      bulk: (body) => ({ method: 'POST', path: '/leads/bulk', body }),
      list: (list) => ask('/leads', { ...list, offset: 0, limit: PAGE_SIZE }),
      deep: async () =>
        ask('/leads', { where: [], sort: 'id', offset: DEEP_PAGE * PAGE_SIZE, limit: PAGE_SIZE }),
      get: (id) => ({ method: 'GET', path: `/leads/${id}` }),
      update: (id, score) => ({ method: 'PATCH', path: `/leads/${id}`, body: { score } }),
      count: (stage) => ask('/leads/count', { where: [{ field: 'stage', op: 'eq', value: stage }] }),
      totals: () => ({ method: 'POST', path: '/leads/totals' }),
      aggregate: () => ({ method: 'POST', path: '/leads/report' }),
    },
    answers: {
      rows: (answer) =>
        (answer as { rows: (Row & { amount: unknown })[] }).rows.map((row) => ({
          ...row,
          amount: Number(row.amount),
        })),
      total: (answer) => ({ value: (answer as { total: number }).total, exact: true }),
      groups: (answer) => (answer as { rows: unknown[] }).rows.length,
    },
    stop: async () => {
      await server.stop();
    },
  };
}

function* rows(count: number): Generator<readonly CopyValue[]> {
  for (let n = 1; n <= count; n++) {
    yield [...Object.values(lead(n) satisfies Lead).map(copyValue), 1];
  }
}

const copyValue = (value: Lead[keyof Lead]): CopyValue =>
  typeof value === 'object' ? JSON.stringify(value) : value;
