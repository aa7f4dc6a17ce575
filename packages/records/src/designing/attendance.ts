import { AppError } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';
import { readDefinition } from '../definitions/read.ts';
import type { DefinitionRef } from '../definitions/ref.ts';

/** Who has not said for so long that a design is open has left it. */
const SILENCE = "interval '60 seconds'";

/**
 * Says that a member has a design open on one page of a browser, and asks who else has.
 * Errors: definition_not_found, forbidden.
 */
export async function attendDesign(
  ctx: Ctx,
  ref: DefinitionRef,
  tab: string,
): Promise<{ others: { member: string; name: string }[]; revision: number }> {
  requireAdmin(ctx);
  const definition = await readDefinition(ctx, ref);
  if (!definition) throw new AppError('definition_not_found');
  const table = relation(ctx, 'design_presence');
  await ctx.pool.query(
    `INSERT INTO ${table} (tab, kind, app, key, member_id, seen_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tab) DO UPDATE SET kind = excluded.kind, app = excluded.app, key = excluded.key,
       member_id = excluded.member_id, seen_at = excluded.seen_at`,
    [tab, ref.kind, ref.app, ref.key, ctx.actor.id, ctx.now],
  );
  await ctx.pool.query(`DELETE FROM ${table} WHERE seen_at < $1::timestamptz - ${SILENCE}`, [ctx.now]);
  // Two pages of one person are two as well: each could lose what the other does.
  const { rows } = await ctx.pool.query<{ member: string; name: string }>(
    `SELECT DISTINCT m.id AS member, m.name FROM ${table} p
       JOIN ${relation(ctx, 'member')} m ON m.id = p.member_id
     WHERE p.kind = $1 AND p.app = $2 AND p.key = $3 AND p.tab <> $4 ORDER BY m.name, m.id`,
    [ref.kind, ref.app, ref.key, tab],
  );
  return { others: rows, revision: definition.revision };
}

/** Says that the page is closed. Errors: forbidden. */
export async function leaveDesign(ctx: Ctx, tab: string): Promise<void> {
  requireAdmin(ctx);
  await ctx.pool.query(`DELETE FROM ${relation(ctx, 'design_presence')} WHERE tab = $1 AND member_id = $2`, [
    tab,
    ctx.actor.id,
  ]);
}
