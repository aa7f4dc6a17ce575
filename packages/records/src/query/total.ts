import type { Frag } from '@trellis/logic';
import { raw } from '@trellis/logic/sql';
import type { Scoped } from '../access/scoped.ts';
import type { RecordPage, RecordQuery } from '../types.ts';
import { countOf, explain, rowsOf, select } from './select.ts';

/** Totals are counted up to here; beyond it the planner's guess is given and called so. */
const EXACT_UP_TO = 10_000;

/** How many records a query has. */
export async function totalOf(
  scope: Scoped,
  where: readonly Frag[],
  wanted: NonNullable<RecordQuery['total']>,
): Promise<RecordPage['total']> {
  if (wanted === 'none') return undefined;
  const { ctx } = scope;
  const matching = { columns: [raw('1')], where };
  const counted = select(scope, wanted === 'exact' ? matching : { ...matching, limit: EXACT_UP_TO + 1 });
  const [row] = await rowsOf<{ count: string }>(ctx, countOf(counted));
  const count = Number(row?.count ?? 0);
  if (wanted === 'exact' || count <= EXACT_UP_TO) return { value: count, kind: 'exact' };
  const [plan] = await rowsOf<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    ctx,
    explain(select(scope, matching)),
  );
  return { value: Math.max(plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0, count), kind: 'estimate' };
}
