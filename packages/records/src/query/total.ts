import type { Frag } from '@trellis/logic';
import { raw } from '@trellis/logic/sql';
import type { Scoped } from '../access/scoped.ts';
import type { RecordPage, RecordQuery } from '../types.ts';
import { countOf, explain, rowsOf, select } from './select.ts';

/** Totals are counted up to here; beyond it the planner's guess is given and called so. */
const EXACT_UP_TO = 10_000;

/** How many records there are, counted up to the bound, if there is one. */
export async function countUpTo(scope: Scoped, where: readonly Frag[], bound?: number): Promise<number> {
  const counted = select(scope, {
    columns: [raw('1')],
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
  const { ctx } = scope;
  const matching = { columns: [raw('1')], where };
  const count = await countUpTo(scope, where, wanted === 'exact' ? undefined : EXACT_UP_TO + 1);
  if (wanted === 'exact' || count <= EXACT_UP_TO) return { value: count, kind: 'exact' };
  const [plan] = await rowsOf<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    ctx,
    explain(select(scope, matching)),
  );
  return { value: Math.max(plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0, count), kind: 'estimate' };
}
