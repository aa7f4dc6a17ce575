import { readPgError } from '@trellis/db';
import type { Frag } from '@trellis/logic';
import { frag, join, param, raw, toSql } from '@trellis/logic/sql';
import { AppError, type Issue } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { outOfScope } from './own-rows.ts';
import type { Guard } from './references.ts';
import { STALE } from './stale.ts';

/**
 * Why a writing statement wrote nothing, as far as guards can tell: STALE when the definitions moved, an error for
 * guards that do not hold, undefined when all of them hold by now.
 */
export async function whyNot(
  ctx: Ctx,
  guards: readonly Guard[],
  rows: readonly Frag[],
): Promise<typeof STALE | AppError | undefined> {
  const conditions = [...guards.map(({ holds }) => holds), ...rows];
  const current = frag`meta_version = ${param(ctx.catalog.version, 'bigint')} AS current`;
  const columns = conditions.map(
    (condition, index) => frag`coalesce(${condition}, false) AS ${raw(`g${index}`)}`,
  );
  const { sql, params } = toSql(
    frag`SELECT ${join([current, ...columns], ', ')} FROM ${raw(relation(ctx, 'meta'))}`,
  );
  const verdict = await ask(ctx, sql, params);
  if (!verdict?.current) return STALE;
  const failed = guards.filter((_, index) => !verdict[`g${index}`]);
  const issues = (await Promise.all(failed.map((guard) => issuesOf(ctx, guard)))).flat();
  if (issues.length > 0) return new AppError('validation_failed', { issues });
  if (rows.some((_, index) => !verdict[`g${guards.length + index}`])) return outOfScope();
  return undefined;
}

/** What is wrong where a guard does not hold; of one that asks about many ids, wherever one of those stands. */
async function issuesOf(ctx: Ctx, { issue, each }: Guard): Promise<readonly Issue[]> {
  if (!each) return [issue];
  const { sql, params } = toSql(each.failing);
  const { rows } = await ctx.pool.query<{ id: string }>(sql, params);
  const found = each.issues(new Set(rows.map(({ id }) => id)));
  // What was missing may have come meanwhile.
  return found.length > 0 ? found : [issue];
}

/** The verdicts; undefined when a table that they ask about is gone. */
async function ask(ctx: Ctx, sql: string, params: unknown[]): Promise<Record<string, boolean> | undefined> {
  try {
    const { rows } = await ctx.pool.query<Record<string, boolean>>(sql, params);
    return rows[0];
  } catch (error) {
    if (readPgError(error)?.kind === 'undefined_object') return undefined;
    throw error;
  }
}
