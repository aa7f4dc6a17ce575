import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type EmbeddedConnection, openPool, type Pool, silentLogger, startEmbedded } from '@trellis/db';

/** A database of the benchmark's server. */
export interface Database {
  readonly connection: EmbeddedConnection;
  readonly pool: Pool;
}

/** One PostgreSQL for all products, with the settings that the product itself gives it: durable, on a local socket. */
export interface DatabaseServer {
  readonly pid: number;
  /** Folder of the run. */
  readonly folder: string;
  /** Opens a database, made when there is none of this name. */
  open(name: string): Promise<Database>;
  stop(): Promise<void>;
}

/** @param kept folder that outlives the run; without it a temporary one is removed at the end */
export async function startDatabase(kept?: string): Promise<DatabaseServer> {
  const folder = kept ? path.resolve(kept) : mkdtempSync(path.join(os.tmpdir(), 'trellis-bench-'));
  mkdirSync(folder, { recursive: true });
  // Run by root, the server is a user of its own who must be able to pass; its data folder is closed to others.
  chmodSync(folder, 0o755);
  const server = await startEmbedded({ dataDir: path.join(folder, 'postgres'), log: silentLogger });
  const pools: Pool[] = [];
  const connect = (database: string): Database => {
    const connection = { ...server.connection, database };
    const pool = openPool({ connection, max: 2 });
    pools.push(pool);
    return { connection, pool };
  };
  const first = connect(server.connection.database);
  return {
    pid: server.pid,
    folder,
    async open(name) {
      const { rowCount } = await first.pool.query('select from pg_database where datname = $1', [name]);
      if (!rowCount) await first.pool.query(`create database ${name}`);
      return connect(name);
    },
    async stop() {
      await Promise.all(pools.map((pool) => pool.end()));
      await server.stop();
      if (!kept) rmSync(folder, { recursive: true, force: true });
    },
  };
}
