import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { attachEmbedded, type ConnectionTarget, openPool, type Pool, startEmbedded } from '@trellis/db';
import type { Config } from './config.ts';
import type { Log } from './log.ts';

export interface Database {
  readonly pool: Pool;
  /** Closes the pool; then stops the embedded server, if this process started it. */
  close(): Promise<void>;
}

const folderOf = (config: Config) => path.join(config.dataDir, 'postgres');

/** The database to serve from: the external one, or the embedded one, which then belongs to this process alone. */
export async function openDatabase(
  config: Config,
  log: Log,
  onLost: (error: Error) => void,
): Promise<Database> {
  if (config.databaseUrl) return connect({ connectionString: config.databaseUrl }, log);
  mkdirSync(config.dataDir, { recursive: true });
  const server = await startEmbedded({ dataDir: folderOf(config), log, onLost });
  return connect({ connection: server.connection }, log, () => server.stop());
}

/** The database for a command that ends by itself: beside the running product if there is one, else on its own. */
export async function borrowDatabase(config: Config, log: Log): Promise<Database> {
  const running = config.databaseUrl ? undefined : attachEmbedded(folderOf(config));
  return running ? connect({ connection: running }, log) : openDatabase(config, log, () => undefined);
}

async function connect(target: ConnectionTarget, log: Log, after?: () => Promise<void>): Promise<Database> {
  const pool = openPool({ ...target, log });
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    await after?.();
    throw error;
  }
  return {
    pool,
    close: async () => {
      await pool.end();
      await after?.();
    },
  };
}
