import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, closeSync, lstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { DbError } from '../db-error.ts';
import { type Binaries, binary } from './binaries.ts';
import { chooseIdentity, type Identity, under } from './identity.ts';
import { cleanEnvironment, ensureDataDir, readPassword, SUPERUSER, type Transport } from './init.ts';
import { isPostgres, type Postmaster, readPostmaster, removeStalePidFile } from './postmaster.ts';
import { serverSettings } from './settings.ts';

/** Where a server listens; fits pg's configuration. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
}

export interface BootOptions {
  readonly dataDir: string;
  readonly binaries: Binaries;
  readonly transport: Transport;
  /** false switches off every wait for the disk: for tests only. */
  readonly durable: boolean;
  readonly settings?: Readonly<Record<string, string>>;
}

export interface BootedServer {
  readonly pid: number;
  readonly address: ServerAddress;
  /** The server was alive already, e.g. its application was killed. */
  readonly adopted: boolean;
}

const PORT = 5432;
/** sockaddr_un.sun_path holds 104 bytes on macOS and 108 on Linux, with the file name and a zero. */
const MAX_SOCKET_DIR = 85;

/** Starts the server of a data folder (made when absent), or finds the one that still runs there. */
export async function bootServer(options: BootOptions): Promise<BootedServer> {
  const dataDir = path.resolve(options.dataDir);
  mkdirSync(path.dirname(dataDir), { recursive: true });
  const identity = chooseIdentity(options.binaries, dataDir);
  ensureDataDir({ ...options, dataDir, identity });
  let failure = '';
  // A killed server's pid file and its last children take a moment to go: PostgreSQL refuses to start until then.
  for (let attempt = 0; attempt < 20; attempt++) {
    const running = readPostmaster(dataDir);
    if (running && isPostgres(running.pid)) {
      const ready = await waitUntilReady(dataDir, running.pid, () => isPostgres(running.pid));
      if (ready) return { pid: ready.pid, address: addressOf(dataDir, ready), adopted: true };
    } else if (running) removeStalePidFile(dataDir, running.pid);
    const started = await spawnServer({ ...options, dataDir }, identity);
    if (typeof started !== 'string') return started;
    failure = started;
    if (!/lock file|shared memory block/.test(failure)) break;
    await sleep(250);
  }
  throw new DbError('embedded_start_failed', `PostgreSQL did not start in ${dataDir}: ${failure}`, {
    dataDir,
  });
}

/** The running server of a data folder, if there is one; starts nothing. */
export function findServer(dataDir: string): BootedServer | undefined {
  const running = readPostmaster(path.resolve(dataDir));
  if (!running?.ready || !isPostgres(running.pid)) return undefined;
  return { pid: running.pid, address: addressOf(path.resolve(dataDir), running), adopted: true };
}

/** One attempt: the server, or the end of its log when it gave up. */
async function spawnServer(options: BootOptions, identity: Identity): Promise<BootedServer | string> {
  const { dataDir, binaries, transport } = options;
  const settings: Record<string, string> = {
    ...serverSettings(options.durable),
    ...(transport === 'socket'
      ? { listen_addresses: '', unix_socket_directories: socketDir(dataDir, identity) }
      : { listen_addresses: '127.0.0.1', unix_socket_directories: '' }),
    ...options.settings,
  };
  const port = transport === 'socket' ? PORT : await freePort();
  const flags = ['-p', String(port), ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])];
  const logFile = `${dataDir}.log`;
  if (process.platform === 'win32') return spawnOnWindows(options, flags, logFile);

  const log = openSync(logFile, 'a', 0o600);
  const {
    command,
    args,
    options: as,
  } = under(identity, binary(binaries, 'postgres'), ['-D', dataDir, ...flags]);
  // Its own process group: Ctrl+C in a terminal must reach the application first, which then stops the server.
  const child = spawn(command, args, {
    ...as,
    stdio: ['ignore', log, log],
    detached: true,
    env: cleanEnvironment(),
  });
  closeSync(log);
  child.unref();
  let exit: string | undefined;
  child.on('exit', (code, signal) => {
    exit = `exit ${code ?? signal}`;
  });
  child.on('error', (error) => {
    exit = error.message;
  });
  const ready = await waitUntilReady(dataDir, child.pid ?? 0, () => exit === undefined);
  if (!ready) return `${exit}; ${readFileSync(logFile, 'utf8').slice(-600)}`;
  return { pid: ready.pid, address: addressOf(dataDir, ready), adopted: false };
}

/** postgres.exe refuses administrators; pg_ctl starts it with reduced rights and waits until it is ready. */
function spawnOnWindows(options: BootOptions, flags: string[], logFile: string): BootedServer | string {
  const quoted = flags.map((flag) => `"${flag}"`).join(' ');
  const result = spawnSync(
    binary(options.binaries, 'pg_ctl'),
    ['start', '-w', '-D', options.dataDir, '-l', logFile, '-o', quoted],
    { stdio: 'ignore', env: cleanEnvironment() },
  );
  const running = readPostmaster(options.dataDir);
  if (result.status !== 0 || !running) return `pg_ctl exit ${result.status}, see ${logFile}`;
  return { pid: running.pid, address: addressOf(options.dataDir, running), adopted: false };
}

/** Waits while `alive`; crash recovery of a large database may take minutes. Undefined when it died first. */
async function waitUntilReady(
  dataDir: string,
  pid: number,
  alive: () => boolean,
): Promise<Postmaster | undefined> {
  while (alive()) {
    const running = readPostmaster(dataDir);
    // A file left by a killed server also says "ready": only our process counts.
    if (running?.ready && running.pid === pid) return running;
    await sleep(10);
  }
  return undefined;
}

function addressOf(dataDir: string, running: Postmaster): ServerAddress {
  const password = readPassword(dataDir);
  return {
    host: running.socketDir || '127.0.0.1',
    port: running.port,
    user: SUPERUSER,
    ...(password ? { password } : {}),
  };
}

function socketDir(dataDir: string, identity: Identity): string {
  if (Buffer.byteLength(dataDir) <= MAX_SOCKET_DIR) return dataDir;
  const owner = identity.mode === 'uid' ? identity.uid : process.getuid?.();
  const name = createHash('sha256').update(`${owner}:${dataDir}`).digest('hex').slice(0, 16);
  const dir = path.join(os.tmpdir(), `trellis-${name}`);
  try {
    mkdirSync(dir, { mode: 0o700 });
    if (identity.mode === 'uid') chownSync(dir, identity.uid, identity.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const found = lstatSync(dir);
  // The socket asks for no password: nobody else may have put this folder there.
  if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o077) !== 0)
    throw new DbError('data_dir_not_accessible', `${dir} exists and is not ours; remove it`, {
      dataDir: dir,
      owner: found.uid,
    });
  return dir;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
