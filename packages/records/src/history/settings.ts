import type { Contract, ReplyOf } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';

type Settings = ReplyOf<Contract['getHistorySettings']>;

/** How long history is kept, and from when on there is any. Errors: forbidden. */
export async function getHistorySettings(ctx: Ctx): Promise<Settings> {
  requireAdmin(ctx);
  const { rows } = await ctx.pool.query<Settings>(
    `SELECT history_months AS months, history_from AS "from" FROM ${relation(ctx, 'meta')}`,
  );
  return rows[0] ?? { months: null, from: null };
}

/** Says how long history is kept; what is older goes in the background. Errors: forbidden. */
export async function saveHistorySettings(ctx: Ctx, months: number | null): Promise<Settings> {
  requireAdmin(ctx);
  await ctx.pool.query(`UPDATE ${relation(ctx, 'meta')} SET history_months = $1`, [months]);
  return getHistorySettings(ctx);
}
