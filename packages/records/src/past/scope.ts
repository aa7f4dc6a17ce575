import { type Action, AppError } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { accessFor } from '../access/policy.ts';
import { type Scoped, scopeIn } from '../access/scoped.ts';
import { reading, relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { readMoment } from './moment.ts';

/** Changes since a moment that a list as of then is worked out from. */
const MOST_SINCE = 200_000;

/**
 * Opens a form to a query as it was at a moment; formulas and conditions that follow the clock
 * say what they said then, rights what they say now.
 * Errors: as scoped; query_invalid (bad_moment), past_unknown, past_too_far (too much has changed since).
 */
export async function scopedAsOf(ctx: Ctx, form: string, action: Action, asOf: string): Promise<Scoped> {
  const at = await readMoment(ctx, asOf);
  const state = reading(ctx, { ...envOf(ctx), now: at });
  const scope = scopeIn(state, accessFor(ctx, form, action), action, { asOf: at });
  const { rows } = await ctx.pool.query<{ count: string }>(
    `SELECT count(*) AS count FROM (SELECT FROM ${relation(ctx, 'record_change')}
     WHERE form = $1 AND at > $2::timestamptz LIMIT ${MOST_SINCE + 1}) AS c`,
    [form, at],
  );
  if (Number(rows[0]?.count) > MOST_SINCE)
    throw new AppError('past_too_far', { params: { max: MOST_SINCE } });
  return scope;
}
