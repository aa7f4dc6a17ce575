import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { DbError } from '../db-error.ts';
import type { Logger } from '../logger.ts';
import { type Binaries, binary, findBinaries } from './binaries.ts';
import type { Transport } from './init.ts';
import { isPostgres, shutDown } from './postmaster.ts';
import { bootServer, findServer, type ServerAddress } from './server.ts';

/** What pg needs to connect. */
export type EmbeddedConnection = ServerAddress & { readonly database: string };

export interface EmbeddedOptions {
  /** The server's own folder, e.g. `./data/postgres`; made when absent. Its log is written to `<dataDir>.log`. */
  readonly dataDir: string;
  readonly log: Logger;
  readonly binaries?: Binaries;
  readonly transport?: Transport;
  /** false: never wait for the disk. For throw-away data only. */
  readonly durable?: boolean;
  /** Called once when the server is lost without `stop()`. */
  readonly onLost?: (error: Error) => void;
}

export interface EmbeddedServer {
  readonly connection: EmbeddedConnection;
  readonly pid: number;
  /** Stops the server cleanly. Close pools first; open transactions are rolled back. */
  stop(): Promise<void>;
}

const DATABASE = 'trellis';
const LOCK_KEY = 7_305_417;

/**
 * Starts the embedded PostgreSQL and holds it for this process alone.
 * Throws DbError: data_dir_in_use, data_dir_not_empty, data_dir_not_accessible, embedded_version_mismatch,
 * embedded_no_identity, embedded_binaries_missing, embedded_start_failed.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { log } = options;
  const dataDir = path.resolve(options.dataDir);
  const binaries = options.binaries ?? findBinaries();
  const transport = options.transport ?? (process.platform === 'win32' ? 'tcp' : 'socket');
  const started = Date.now();
  const server = await bootServer({ dataDir, binaries, transport, durable: options.durable ?? true });
  const holder = await hold(server.address, dataDir);
  await ensureDatabase(holder);
  log.info(
    { dataDir, pid: server.pid, adopted: server.adopted, ms: Date.now() - started },
    'database started',
  );

  let stopping = false;
  const lost = (error?: Error) => {
    if (stopping) return;
    stopping = true;
    options.onLost?.(error ?? new Error('the database server closed the connection'));
  };
  holder.on('error', lost);
  holder.on('end', () => lost());

  return {
    pid: server.pid,
    connection: { ...server.address, database: DATABASE },
    async stop() {
      stopping = true;
      await holder.end().catch(() => undefined);
      if (process.platform === 'win32') {
        spawnSync(binary(binaries, 'pg_ctl'), ['stop', '-m', 'fast', '-w', '-D', dataDir], {
          stdio: 'ignore',
        });
      } else if (isPostgres(server.pid)) await shutDown(dataDir, server.pid);
      const { host } = server.address;
      if (path.isAbsolute(host) && host !== dataDir) rmSync(host, { recursive: true, force: true });
      log.info({ dataDir }, 'database stopped');
    },
  };
}

/** Connects to an embedded server that another process started (a backup beside the running application). */
export function attachEmbedded(dataDir: string): EmbeddedConnection | undefined {
  const server = findServer(dataDir);
  return server && { ...server.address, database: DATABASE };
}

/**
 * Takes the one seat of the data folder: a session lock, which the system itself frees when this process dies.
 * The backend of a killed application may need a moment to notice, hence the patience.
 */
async function hold(address: ServerAddress, dataDir: string): Promise<pg.Client> {
  const deadline = Date.now() + 2_000;
  const client = new pg.Client({
    ...address,
    database: 'postgres',
    application_name: `trellis seat ${process.pid}`,
    keepAlive: true,
  });
  await client.connect();
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
      LOCK_KEY,
    ]);
    if (rows[0]?.held) return client;
    if (Date.now() > deadline) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.objid = $1 and l.granted`,
    [LOCK_KEY],
  );
  await client.end();
  const pid = rows[0]?.name.split(' ').at(-1) ?? '?';
  throw new DbError('data_dir_in_use', `${dataDir} is in use by process ${pid}; stop it first`, {
    dataDir,
    pid,
  });
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
  if (!rowCount) await client.query(`create database ${DATABASE}`);
}
