import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Pool } from '@trellis/db';
import { type Keyring, openKeyring } from '@trellis/records/server';
import type { Config } from './config.ts';
import type { Log } from './log.ts';

/**
 * What encrypted fields are encrypted with. It lies beside the database, never in it: whoever has the database or a
 * backup of it can't read them. Says so where the values of this database were encrypted with another secret.
 */
export async function openKeys({ encryptionKeys, dataDir }: Config, pool: Pool, log: Log): Promise<Keyring> {
  const keys = openKeyring(encryptionKeys ?? [ownSecret(dataDir)]);
  await pool.query(
    `insert into platform.setting (key, value) values ('encryption_key_id', $1) on conflict (key) do nothing`,
    [keys.ids[0]],
  );
  const { rows } = await pool.query<{ value: string }>(
    `select value from platform.setting where key = 'encryption_key_id'`,
  );
  const used = rows[0]?.value ?? '';
  if (!keys.ids.includes(used)) {
    log.warn(
      { used, known: keys.ids },
      'encrypted fields of this database can not be read: give the key that they were encrypted with (ENCRYPTION_KEY, or encryption.key of the data folder)',
    );
  } else if (used !== keys.ids[0]) {
    await pool.query(
      `update platform.setting set value = $1, updated_at = now() where key = 'encryption_key_id'`,
      [keys.ids[0]],
    );
  }
  return keys;
}

/** The secret that this installation made for itself at its first start. */
function ownSecret(dataDir: string): string {
  const file = path.join(dataDir, 'encryption.key');
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
