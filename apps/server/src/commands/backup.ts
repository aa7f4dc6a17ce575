import path from 'node:path';
import { backup } from '@trellis/db';
import type { Config } from '../config.ts';
import { borrowDatabase } from '../database.ts';
import { fileContents } from '../files/backup.ts';
import type { Log } from '../log.ts';

/** `backup FILE [--workspace KEY]`: everything, or one workspace, into one file; the product may run meanwhile. */
export async function backupCommand(
  config: Config,
  log: Log,
  name: string,
  workspace: string | undefined,
): Promise<void> {
  const file = path.resolve(config.callerDir, name);
  const database = await borrowDatabase(config, log);
  try {
    await backup(
      { pool: database.pool, log, contents: fileContents(config) },
      { file, ...(workspace ? { workspace } : {}) },
    );
  } finally {
    await database.close();
  }
  process.stdout.write(`已备份到 Backed up to ${file}\n`);
}
