import { normalizeInstant } from '@trellis/logic';
import { AppError } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';

/**
 * A moment of the past as it is compared with.
 * Errors: query_invalid (bad_moment) at ["asOf"], past_unknown for what history does not reach back to any more.
 */
export async function readMoment(ctx: Ctx, text: string): Promise<string> {
  const at = normalizeInstant(text);
  if (at === null || at > ctx.now) {
    throw new AppError('query_invalid', { issues: [{ path: ['asOf'], code: 'bad_moment' }] });
  }
  const { rows } = await ctx.pool.query<{ from: string | null }>(
    `SELECT history_from AS "from" FROM ${relation(ctx, 'meta')}`,
  );
  const from = rows[0]?.from;
  if (from && at < from) throw new AppError('past_unknown');
  return at;
}
