import { type Action, AppError } from '@trellis/metadata';
import { type Scoped, scoped } from '../access/scoped.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { readMoment } from './moment.ts';

/** Changes since a moment that a list as of then is worked out from. */
const MOST_SINCE = 200_000;

/**
 * Opens a form to a query as it was at a moment; formulas that follow the clock say what they said then.
 * Errors: as scoped; query_invalid (bad_moment), past_unknown, past_too_far (too much has changed since).
 */
export async function scopedAsOf(ctx: Ctx, form: string, action: Action, asOf: string): Promise<Scoped> {
  const at = await readMoment(ctx, asOf);
  const scope = scoped({ ...ctx, now: at }, form, action, { asOf: at });
  const { rows } = await ctx.pool.query<{ count: string }>(
    `SELECT count(*) AS count FROM (SELECT FROM ${relation(ctx, 'record_change')}
     WHERE form = $1 AND at > $2::timestamptz LIMIT ${MOST_SINCE + 1}) AS c`,
    [form, at],
  );
  if (Number(rows[0]?.count) > MOST_SINCE)
    throw new AppError('past_too_far', { params: { max: MOST_SINCE } });
  return scope;
}
