import { execFileSync } from 'node:child_process';
import os from 'node:os';
import type { Pool } from '@trellis/db';

/** One line on what the figures were taken with. */
export async function describeMachine(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ version: string; fsync: string; shared: string }>(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync,
            current_setting('shared_buffers') as shared`,
  );
  const database = rows[0];
  const [cpu] = os.cpus();
  return [
    new Date().toISOString().slice(0, 10),
    `commit ${commit()}`,
    `${os.cpus().length} × ${cpu?.model.trim()}`,
    `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    `${os.type()} ${os.release()}`,
    `Node ${process.versions.node}`,
    `PostgreSQL ${database?.version} (embedded, fsync ${database?.fsync}, shared_buffers ${database?.shared})`,
  ].join(', ');
}

function commit(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
    const changed = git('status', '--porcelain', '--', 'packages', 'apps/server') !== '';
    return git('rev-parse', '--short', 'HEAD') + (changed ? ' with changes' : '');
  } catch {
    return 'unknown';
  }
}
