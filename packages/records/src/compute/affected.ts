import type { Hop } from '@trellis/forms/model';
import type { Frag } from '@trellis/logic';
import { frag, param, raw } from '@trellis/logic/sql';
import { catalogFormOf, columnOf, relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';

/**
 * Ids of the records whose computed fields read changed ones, as a subquery: the way from them is walked back.
 * @param left ids that references of changed records pointed to before, for the last hop
 */
export function affectedIds(
  ctx: Ctx,
  hops: readonly Hop[],
  ids: readonly string[],
  left: readonly string[],
): Frag {
  let inner: Frag = frag`SELECT unnest(${param(ids, 'uuid[]')})`;
  for (const [index, hop] of [...hops].reverse().entries()) {
    inner = hop.kind === 'many' ? pointedTo(ctx, hop, inner) : pointing(ctx, hop, inner);
    if (index === 0 && left.length > 0)
      inner = frag`${inner} UNION ALL SELECT unnest(${param(left, 'uuid[]')})`;
  }
  return inner;
}

/** Records that the rows point to, deleted rows too: what they leave must be worked out anew. */
function pointedTo(ctx: Ctx, { to, via }: Hop, ids: Frag): Frag {
  const form = need(ctx, to);
  const column = columnOf(form, via, 'r');
  const value = form.fields.get(via)?.many ? frag`unnest(${column})` : column;
  return frag`SELECT ${value} FROM ${raw(relation(ctx, form.table))} AS r WHERE r._id IN (${ids})`;
}

/** Records whose reference leads to one of them. */
function pointing(ctx: Ctx, { from, via }: Hop, ids: Frag): Frag {
  const form = need(ctx, from);
  const column = columnOf(form, via, 'r');
  const points = form.fields.get(via)?.many ? frag`${column} && ARRAY(${ids})` : frag`${column} IN (${ids})`;
  return frag`SELECT r._id FROM ${raw(relation(ctx, form.table))} AS r WHERE ${points}`;
}

function need(ctx: Ctx, ref: string) {
  const form = catalogFormOf(ctx.catalog, ref);
  if (!form) throw new Error(`no form ${ref}`);
  return form;
}
