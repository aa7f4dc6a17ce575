import type { Pool } from '@trellis/db';
import { AppError, isKey, type Locale } from '@trellis/metadata';
import type { Actor, Workspace } from '@trellis/records/server';
import { openRecent } from './recent.ts';
import { isOver } from './refresh.ts';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
}

/** What an access token says. */
export interface Claims {
  /** Account. */
  readonly sub: string;
  /** Family of refresh tokens: the login session. */
  readonly fam: string;
}

export interface Membership {
  readonly workspace: Workspace;
  readonly actor: Actor;
}

/** Answers who calls, from memory for at most a second, so that a removed right is gone a second later everywhere. */
export interface Identities {
  /** Errors: unauthenticated (logged out or disabled). */
  account(claims: Claims): Promise<Account>;
  /** Errors: workspace_not_found (also for those who don't belong to it), forbidden (disabled member). */
  membership(claims: Claims, workspaceKey: string): Promise<Membership>;
  /** Forgets everything: some account or member changed. */
  clear(): void;
}

const MAX_AGE_MS = 1_000;

export function openIdentities(pool: Pool): Identities {
  const accounts = openRecent<Account>(MAX_AGE_MS);
  const memberships = openRecent<Membership>(MAX_AGE_MS);
  return {
    account: (claims) => accounts.get(`${claims.sub} ${claims.fam}`, () => loadAccount(pool, claims)),
    membership: ({ sub }, key) => memberships.get(`${sub} ${key}`, () => loadMembership(pool, sub, key)),
    clear() {
      accounts.clear();
      memberships.clear();
    },
  };
}

/** The stored language tag as one of ours. */
export const localeOf = (stored: string): Locale => (stored.startsWith('en') ? 'en' : 'zh');

async function loadAccount(pool: Pool, { sub, fam }: Claims): Promise<Account> {
  const { rows } = await pool.query<Account>(
    `select a.id, a.email, a.name, a.locale from platform.account a
     where a.id = $1 and a.disabled_at is null and exists (
       select from platform.refresh_token t
       where t.family_id = $2 and t.account_id = a.id and not ${isOver('t')})`,
    [sub, fam],
  );
  const row = rows[0];
  if (!row) throw new AppError('unauthenticated');
  return { ...row, locale: localeOf(row.locale) };
}

async function loadMembership(pool: Pool, accountId: string, key: string): Promise<Membership> {
  // The key comes from the address as it was typed, before any check of the request's shape.
  if (!isKey(key)) throw new AppError('workspace_not_found');
  const found = await pool.query<Workspace>(
    `select w.id, w.key, w.name, w.schema_name as schema, w.tz
     from platform.workspace w join platform.membership m on m.workspace_id = w.id
     where w.key = $1 and m.account_id = $2`,
    [key, accountId],
  );
  const workspace = found.rows[0];
  if (!workspace) throw new AppError('workspace_not_found');
  // A schema of its own: the workspace may be on another node, so this is a statement of its own too.
  const { rows } = await pool.query<Actor & { disabled: boolean }>(
    `select id, is_admin as admin, roles, department_ids as departments, disabled_at is not null as disabled,
       name, phone, email,
       (select coalesce(json_object_agg(d.id, d.parent_id), '{}') from "${workspace.schema}".department d) as parents
     from "${workspace.schema}".member where account_id = $1`,
    [accountId],
  );
  const member = rows[0];
  if (!member) throw new AppError('workspace_not_found');
  if (member.disabled) throw new AppError('forbidden');
  const { disabled: _, ...actor } = member;
  return { workspace, actor };
}
