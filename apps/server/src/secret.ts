import { randomBytes } from 'node:crypto';
import type { Pool } from '@trellis/db';

/** The key that signs access tokens: made once per installation, shared by all its server processes. */
export async function jwtSecret(pool: Pool): Promise<string> {
  await pool.query(
    `insert into platform.setting (key, value) values ('jwt_secret', $1) on conflict (key) do nothing`,
    [randomBytes(48).toString('base64url')],
  );
  const { rows } = await pool.query<{ value: string }>(
    `select value from platform.setting where key = 'jwt_secret'`,
  );
  return rows[0]?.value ?? '';
}
