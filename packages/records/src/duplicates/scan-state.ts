import { inTransaction } from '@trellis/db';
import type { BodyOf, Contract, ReplyOf } from '@trellis/metadata';
import { accessFor } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';
import { announceDuplicates } from './job.ts';
import { beginScan, type ScanRow } from './scan.ts';
import { sidesOf } from './sides.ts';

type Scan = NonNullable<ReplyOf<Contract['listDuplicates']>['scan']>;

/** Looks for the duplicates of a form anew, or stops looking. Errors: form_not_found, forbidden. */
export async function scanDuplicates(
  ctx: Ctx,
  ref: string,
  { cancel = false }: BodyOf<Contract['scanDuplicates']>,
): Promise<{ scan: Scan | null }> {
  requireAdmin(ctx);
  const { form } = accessFor(ctx, ref, 'view');
  if (sidesOf(ctx.catalog, ref).length === 0) return { scan: null };
  await inTransaction(ctx.pool, async ({ client }) => {
    if (cancel) {
      await client.query(
        `UPDATE ${relation(ctx, 'likeness_scan')} SET state = 'cancelled', finished_at = now() WHERE form = $1 AND state = 'running'`,
        [ref],
      );
      return;
    }
    await beginScan(ctx, client, form, 'index');
    await announceDuplicates(client, ctx.catalog.workspace.schema);
  });
  return { scan: await scanOf(ctx, form) };
}

/**
 * How far the search for duplicates of a form is; null where nothing is compared, or not yet. It goes over all records: how
 * many there are, and what many of them share, is for administrators.
 */
export async function scanOf(ctx: Ctx, { ref }: CatalogForm): Promise<Scan | null> {
  const { rows } = await ctx.pool.query<ScanRow>(
    `SELECT * FROM ${relation(ctx, 'likeness_scan')} WHERE form = $1`,
    [ref],
  );
  const [row] = rows;
  if (!row) return null;
  const { state, phase, done, total, finished_at, crowded } = row;
  return {
    state,
    percent: state === 'done' ? 100 : percentOf(phase === 'compare' ? total + done : done, total * 2),
    finishedAt: finished_at,
    crowded: ctx.actor.admin ? crowded.map((one) => ({ ...one })) : [],
  };
}

/** Records may have come since they were counted. */
const percentOf = (done: number, total: number): number =>
  total === 0 ? 0 : Math.min(99, Math.floor((done / total) * 100));
