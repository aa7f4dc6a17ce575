import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { EmbeddedConnection } from './embedded/start.ts';
import { type Logger, silentLogger } from './logger.ts';
import type { Tables } from './tables.ts';
import { typeParsers } from './types.ts';

export type Pool = pg.Pool;
export type PoolClient = pg.PoolClient;
/** Anything that runs SQL: a pool, or the client of a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;
/** Typed system tables. Workspace tables need `.withSchema(schema)`; platform tables carry their schema. */
export type Db = Kysely<Tables>;

export type ConnectionTarget =
  | { readonly connectionString: string }
  | { readonly connection: EmbeddedConnection };

export type PoolOptions = ConnectionTarget & {
  /** Connections; few, because each backend keeps 44–70 kB per form that it has seen. */
  readonly max?: number;
  /** The server ends statements that take longer; without it none. */
  readonly statementMs?: number;
  readonly log?: Logger;
  readonly applicationName?: string;
};

/** Fixed for every session, so that SQL means the same on any server: UTC, ISO dates. */
const SESSION = '-c TimeZone=UTC -c DateStyle=ISO,YMD -c IntervalStyle=postgres -c jit=off';

/** Opens a pool. Values come as the API sends them: exact numbers and dates as text, instants as ISO in UTC. */
export function openPool(options: PoolOptions): Pool {
  const log = options.log ?? silentLogger;
  const pool = new pg.Pool({
    ...target(options, options.statementMs),
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'trellis',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    // Recycled: a backend's caches (forms seen, statements prepared) only grow.
    maxLifetimeSeconds: 1_800,
    maxUses: 100_000,
    types: typeParsers,
    keepAlive: true,
  });
  // Without handlers a server restart would end the process: for idle connections, and for those in use.
  pool.on('error', (error) => {
    // The pool hangs the whole client on it, with the server's password and the key to cancel its queries.
    delete (error as { client?: unknown }).client;
    log.warn({ err: error }, 'idle database connection lost');
  });
  pool.on('connect', (client) =>
    client.on('error', (error) => log.warn({ err: error }, 'database connection lost')),
  );
  return pool;
}

/** Kysely over a pool. `destroy()` ends the pool. */
export function openDb(pool: Pool): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Kysely over one checked-out client, e.g. inside a transaction; never releases it. */
export function dbOn(client: PoolClient): Db {
  const borrowed = { query: client.query.bind(client), release: () => undefined };
  const pool = { connect: async () => borrowed, end: async () => undefined };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) });
}

function target(options: ConnectionTarget, statementMs: number | undefined): pg.PoolConfig {
  const session = statementMs === undefined ? SESSION : `${SESSION} -c statement_timeout=${statementMs}`;
  if ('connection' in options) return { ...options.connection, options: session };
  // Options in the URL would silently replace ours. Not parsed as a URL: `user@/db?host=/run` is none to WHATWG.
  const pattern = /([?&])options=([^&]*)&?/;
  const extra = pattern.exec(options.connectionString)?.[2];
  const connectionString = options.connectionString.replace(pattern, '$1');
  return { connectionString, options: extra ? `${decodeURIComponent(extra)} ${session}` : session };
}
