import { createHash } from 'node:crypto';
import { AppError } from '@trellis/metadata';
import type { Access } from '../../access/policy.ts';
import { relation } from '../../access/target.ts';
import type { Ctx } from '../../contract.ts';
import { planColumns } from '../convert/check.ts';
import { planMatching } from '../convert/match.ts';
import { findJob } from '../job/store.ts';
import { isReason } from './columns.ts';
import type { FileColumn, Mapping } from './types.ts';

/** What is the same for files with the same names of columns, in the same order; reasons of errors are none of theirs. */
export const headerOf = (columns: readonly FileColumn[]): string =>
  createHash('sha256')
    .update(JSON.stringify(columns.map(({ name }) => name).filter((name) => !isReason(name))))
    .digest('hex');

/** How the member checked or imported the last file with these columns for the form, if that can still be done. */
export async function rememberedMapping(
  ctx: Ctx,
  access: Access,
  columns: readonly FileColumn[],
  headerRows: number,
): Promise<Mapping | undefined> {
  const { rows } = await ctx.pool.query<{ id: string }>(
    `SELECT id FROM ${relation(ctx, 'import_job')}
     WHERE member_id = $1 AND app = $2 AND form = $3 AND header = $4
       AND (state = 'done' OR preview IS NOT NULL)
     ORDER BY coalesce(finished_at, created_at) DESC, id DESC LIMIT 1`,
    [ctx.actor.id, access.form.app, access.form.key, headerOf(columns)],
  );
  const job = rows[0] && (await findJob(ctx, rows[0].id));
  if (!job) return undefined;
  // What was corrected in that file says nothing of this one.
  const { edits: _, fixes: __, ...rest } = job.mapping;
  const mapping = { ...rest, headerRows };
  try {
    planMatching(ctx, access, mapping, planColumns(ctx, access, mapping, columns.length));
    return mapping;
  } catch (error) {
    // Fields and rights come and go.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
