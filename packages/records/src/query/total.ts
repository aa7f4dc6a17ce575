import type { Frag } from '@trellis/logic';
import type { Scoped } from '../access/scoped.ts';
import type { RecordPage, RecordQuery } from '../types.ts';
import { countOf, explain, rowsOf, select } from './select.ts';

type Total = NonNullable<RecordPage['total']>;

/** Totals are counted up to here; beyond it the planner's guess is given and called so. */
const EXACT_UP_TO = 10_000;

/** How many records there are, counted up to the bound, if there is one. */
export async function countUpTo(scope: Scoped, where: readonly Frag[], bound?: number): Promise<number> {
  // Nothing is read of a record but that it is there: a column, even a constant, is worked out for each.
  const counted = select(scope, {
    columns: [],
    where,
    ...(bound === undefined ? {} : { limit: bound }),
  });
  const [row] = await rowsOf<{ count: string }>(scope.ctx, countOf(counted));
  return Number(row?.count ?? 0);
}

/** How many records a query has. */
export async function totalOf(
  scope: Scoped,
  where: readonly Frag[],
  wanted: NonNullable<RecordQuery['total']>,
): Promise<RecordPage['total']> {
  if (wanted === 'none') return undefined;
  return wanted === 'exact'
    ? { value: await countUpTo(scope, where), kind: 'exact' }
    : cappedTotal(scope, where);
}

/** A total that is not counted further than to the bound. */
export async function cappedTotal(scope: Scoped, where: readonly Frag[]): Promise<Total> {
  const count = await countUpTo(scope, where, EXACT_UP_TO + 1);
  if (count <= EXACT_UP_TO) return { value: count, kind: 'exact' };
  const { value, kind } = await estimatedTotal(scope, where);
  return { value: Math.max(value, count), kind };
}

/** Whether all of them are known to be few enough to be sorted at hand. */
export const areFew = (total: Total | undefined): boolean =>
  total?.kind === 'exact' && total.value <= EXACT_UP_TO;

/** What the planner guesses, counting nothing. */
export async function estimatedTotal(scope: Scoped, where: readonly Frag[]): Promise<Total> {
  const matching = select(scope, { columns: [], where });
  const [plan] = await rowsOf<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    scope.ctx,
    explain(matching),
  );
  return { value: plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0, kind: 'estimate' };
}
