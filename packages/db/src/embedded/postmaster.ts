import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';

/** What a running server writes into `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** '' when the server listens on TCP only. */
  readonly socketDir: string;
  readonly ready: boolean;
}

export function readPostmaster(dataDir: string): Postmaster | undefined {
  let text: string;
  try {
    text = readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8');
  } catch {
    return undefined;
  }
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return {
    pid,
    port: Number(lines[3]) || 0,
    socketDir: lines[4]?.trim() ?? '',
    ready: /ready/.test(lines[7] ?? ''),
  };
}

/** Is this process alive and a PostgreSQL server? After a crash the number may belong to any program, or a zombie. */
export function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  if (process.platform === 'win32') return true;
  if (process.platform === 'linux') {
    try {
      // A zombie has an empty command line.
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
    } catch {
      return false;
    }
  }
  const ps = spawnSync('ps', ['-p', String(pid), '-o', 'stat=,command='], { encoding: 'utf8' });
  return ps.status === 0 && !ps.stdout.trim().startsWith('Z') && ps.stdout.includes('postgres');
}

/**
 * Removes the pid file of a dead server when its number now belongs to something else; PostgreSQL itself would
 * refuse to start then ("lock file already exists"). Left alone while any orphaned backend still works in the
 * folder: the file is what keeps a second server out.
 */
export function removeStalePidFile(dataDir: string, pid: number): void {
  if (process.platform !== 'linux' || isPostgres(pid) || hasProcessIn(dataDir)) return;
  rmSync(path.join(dataDir, 'postmaster.pid'), { force: true });
}

/** Every PostgreSQL process has its data folder as working directory. */
function hasProcessIn(dataDir: string): boolean {
  const folder = realpathSync(dataDir);
  return readdirSync('/proc').some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      return readlinkSync(`/proc/${entry}/cwd`) === folder;
    } catch {
      return false;
    }
  });
}

/** Sends SIGINT (fast shutdown: roll back, flush, leave) and waits until the server is gone. */
export async function shutDown(dataDir: string, pid: number, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  process.kill(pid, 'SIGINT');
  while (isPostgres(pid)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (pid ${pid}, ${dataDir}) does not stop`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
