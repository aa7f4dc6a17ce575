import { frag, join, param, raw, toSql } from '@trellis/logic/sql';
import type { BodyOf, Contract } from '@trellis/metadata';
import { accessFor } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { seenPairs } from './pairs.ts';

/**
 * Remembers that records are not the same, or takes that back. It is for whoever may change records of the form and
 * sees both. Errors: form_not_found, forbidden.
 */
export async function dismissDuplicates(
  ctx: Ctx,
  ref: string,
  { pairs, undo = false }: BodyOf<Contract['dismissDuplicates']>,
): Promise<{ changed: number }> {
  accessFor(ctx, ref, 'edit');
  const ordered = pairs.map(({ a, b }) => (a < b ? [a, b] : [b, a]));
  const seen = seenPairs(ctx, ref);
  const said = undo
    ? frag`dismissed_by = NULL, dismissed_at = NULL`
    : frag`dismissed_by = ${param(ctx.actor.id, 'uuid')}, dismissed_at = now()`;
  const { sql, params } = toSql(
    frag`UPDATE ${raw(relation(ctx, 'twin'))} AS t SET ${said}
      FROM unnest(${param(
        ordered.map(([a]) => a),
        'uuid[]',
      )}, ${param(
        ordered.map(([, b]) => b),
        'uuid[]',
      )}) AS w (a, b)
      WHERE t.form = ${param(ref, 'text')} AND t.a = w.a AND t.b = w.b AND ${join([...seen], ' AND ')}`,
  );
  const { rowCount } = await ctx.pool.query(sql, params);
  return { changed: rowCount ?? 0 };
}
