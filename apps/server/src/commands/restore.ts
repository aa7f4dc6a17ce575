import path from 'node:path';
import { migrate, restore } from '@trellis/db';
import type { Config } from '../config.ts';
import { borrowDatabase } from '../database.ts';
import { fileContents } from '../files/backup.ts';
import type { Log } from '../log.ts';

/** `restore FILE`: into an empty installation, all or nothing; then brought up to this version. */
export async function restoreCommand(config: Config, log: Log, name: string): Promise<void> {
  const file = path.resolve(config.callerDir, name);
  const database = await borrowDatabase(config, log);
  try {
    await restore({ pool: database.pool, log, contents: fileContents(config) }, { file });
    await migrate(database.pool);
  } finally {
    await database.close();
  }
  process.stdout.write(`已从备份恢复 Restored from ${file}\n`);
}
