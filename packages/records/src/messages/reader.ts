import { LOCALES, type Locale } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Actor, Ctx } from '../contract.ts';

/** A member as somebody to whom messages go. */
export interface Reader {
  readonly ctx: Ctx;
  readonly name: string;
  /** Of the account. */
  readonly email: string | null;
  readonly phone: string | null;
}

type Base = Pick<Ctx, 'pool' | 'catalog' | 'keys' | 'log' | 'now'>;

/** The member with the rights and the language that they have now; undefined for one who is gone or disabled. */
export async function readerOf(base: Base, memberId: string): Promise<Reader | undefined> {
  const { rows } = await base.pool.query<Actor & { account: string | null }>(
    `SELECT id, is_admin AS admin, roles, department_ids AS departments, name, phone, email, account_id AS account,
       (SELECT coalesce(json_object_agg(d.id, d.parent_id), '{}') FROM ${relation(base, 'department')} AS d) AS parents
     FROM ${relation(base, 'member')} WHERE id = $1 AND disabled_at IS NULL`,
    [memberId],
  );
  if (!rows[0]) return undefined;
  const { account, ...actor } = rows[0];
  // The accounts may lie on another node than the workspace: a statement of its own.
  const found = account
    ? await base.pool.query<{ email: string; locale: string }>(
        'SELECT email, locale FROM platform.account WHERE id = $1 AND disabled_at IS NULL',
        [account],
      )
    : undefined;
  const own = found?.rows[0];
  // Who can't log in any more is as good as disabled.
  if (account && !own) return undefined;
  const locale: Locale = LOCALES.find((one) => own?.locale.startsWith(one)) ?? 'zh';
  return {
    ctx: { ...base, actor, locale, cause: 'api' },
    name: actor.name ?? '',
    email: own?.email ?? null,
    phone: actor.phone ?? null,
  };
}
