import { createHash, randomBytes } from 'node:crypto';
import type { Pool, Queryable } from '@trellis/db';
import { AppError, newId } from '@trellis/metadata';

/** Seconds that a login lasts without being used. */
export const REFRESH_SECONDS = 30 * 86_400;
/** Two tabs may renew with the same cookie at the same moment; later use of a spent token is theft. */
const LEEWAY_SECONDS = 10;

export interface Client {
  readonly userAgent?: string | undefined;
  readonly ip: string;
}
/** A login session: all refresh tokens that descend from one login. */
export interface Family {
  readonly id: string;
  readonly accountId: string;
  /** The token for the cookie; only its hash is stored. */
  readonly token: string;
}

/** Starts a login session. */
export function openFamily(db: Queryable, accountId: string, client: Client): Promise<Family> {
  return issue(db, newId(), accountId, client);
}

/**
 * Spends a refresh token for the next one of its family. A second use of a spent token revokes the family.
 * Errors: unauthenticated (unknown, expired, logged out), session_reused.
 */
export async function rotate(pool: Pool, token: string, client: Client): Promise<Family> {
  const hash = hashOf(token);
  const spent = await pool.query<{ family_id: string; account_id: string }>(
    `update platform.refresh_token set used_at = now()
     where token_hash = $1 and used_at is null and revoked_at is null and expires_at > now()
       and not ${isOver('refresh_token')}
     returning family_id, account_id`,
    [hash],
  );
  const row = spent.rows[0] ?? (await spentJustNow(pool, hash));
  return issue(pool, row.family_id, row.account_id, client);
}

/** Ends the session that the token belongs to; unknown tokens are ignored. */
export async function closeFamily(pool: Pool, token: string): Promise<void> {
  await pool.query(
    `update platform.refresh_token set revoked_at = now()
     where revoked_at is null
       and family_id = (select family_id from platform.refresh_token where token_hash = $1)`,
    [hashOf(token)],
  );
}

/** Removes tokens that nobody can use any more; families stay as long as their newest token lives. */
export async function removeExpired(pool: Pool): Promise<void> {
  await pool.query(
    `delete from platform.refresh_token t where not exists (
       select from platform.refresh_token n where n.family_id = t.family_id and n.expires_at > now())`,
  );
}

async function spentJustNow(pool: Pool, hash: string): Promise<{ family_id: string; account_id: string }> {
  const { rows } = await pool.query<{
    family_id: string;
    account_id: string;
    state: 'leeway' | 'reused' | 'over';
  }>(
    `select family_id, account_id,
       case when expires_at <= now() or ${isOver('t')} then 'over'
            when used_at > now() - make_interval(secs => $2) then 'leeway' else 'reused' end as state
     from platform.refresh_token t where token_hash = $1`,
    [hash, LEEWAY_SECONDS],
  );
  const row = rows[0];
  if (!row || row.state === 'over') throw new AppError('unauthenticated');
  if (row.state === 'leeway') return row;
  await pool.query(
    'update platform.refresh_token set revoked_at = now() where family_id = $1 and revoked_at is null',
    [row.family_id],
  );
  throw new AppError('session_reused');
}

async function issue(db: Queryable, familyId: string, accountId: string, client: Client): Promise<Family> {
  const token = randomBytes(32).toString('base64url');
  await db.query(
    `insert into platform.refresh_token (id, family_id, account_id, token_hash, expires_at, user_agent, ip)
     values ($1, $2, $3, $4, now() + make_interval(secs => $5), $6, $7)`,
    [
      newId(),
      familyId,
      accountId,
      hashOf(token),
      REFRESH_SECONDS,
      client.userAgent?.slice(0, 300),
      client.ip,
    ],
  );
  return { id: familyId, accountId, token };
}

/**
 * Whether a token's session has ended: when any of its tokens is revoked. Not "when all are": a token that is issued
 * while the others are being revoked must not keep the session alive.
 */
export const isOver = (token: string): string =>
  `exists (select from platform.refresh_token r where r.family_id = ${token}.family_id and r.revoked_at is not null)`;

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
