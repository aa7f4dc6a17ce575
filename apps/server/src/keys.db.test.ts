import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrate } from '@trellis/db';
import { openTestDatabase } from '@trellis/db/testing';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from './config.ts';
import { openKeys } from './keys.ts';
import { openLog } from './log.ts';

test('the key lies beside the database; another one is noticed, a rotated one is the next to encrypt', async () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'trellis-keys-'));
  const database = await openTestDatabase();
  onTestFinished(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true });
  });
  const { pool } = database;
  await migrate(pool);
  const log = openLog('silent');
  const told: unknown[] = [];
  log.warn = (...said: unknown[]) => void told.push(said);
  const open = (env: NodeJS.ProcessEnv) => openKeys(readConfig({ DATA_DIR: dataDir, ...env }), pool, log);

  const first = await open({});
  const file = path.join(dataDir, 'encryption.key');
  const secret = readFileSync(file, 'utf8').trim();
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(statSync(file).mode & 0o077).toBe(0);
  expect((await open({})).ids).toEqual(first.ids);
  const { rows } = await pool.query('select value from platform.setting');
  expect(JSON.stringify(rows)).not.toContain(secret);
  expect(told).toEqual([]);

  const NEW = 'another secret of this very installation';
  const other = await open({ ENCRYPTION_KEY: NEW });
  expect(other.ids).not.toEqual(first.ids);
  expect(told).toHaveLength(1);
  const rotated = await open({ ENCRYPTION_KEY: `${NEW},${secret}` });
  expect(rotated.ids).toEqual([...other.ids, ...first.ids]);
  await open({ ENCRYPTION_KEY: NEW });
  expect(told).toHaveLength(1);
  const place = ['w', 'crm:a', 'b', 'c'] as const;
  expect(rotated.open(first.seal('x', place), place)).toBe('x');
});
