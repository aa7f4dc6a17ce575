import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { attachEmbedded, type ConnectionTarget, openPool, type Pool, startEmbedded } from '@trellis/db';
import type { Config } from './config.ts';
import type { Log } from './log.ts';

export interface Database {
  readonly pool: Pool;
  /** For questions that may ask for too much; the server ends them. */
  readonly reads: Pool;
  /** Closes the pools; then stops the embedded server, if this process started it. */
  close(): Promise<void>;
}

/** Nobody waits longer for a list; whatever takes longer holds a connection that others wait for. */
const READ_MS = 20_000;

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
  const reads = openPool({ ...target, log, statementMs: READ_MS });
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    await after?.();
    throw error;
  }
  return {
    pool,
    reads,
    close: async () => {
      await Promise.all([pool.end(), reads.end()]);
      await after?.();
    },
  };
}
