import type { Queryable } from '@trellis/db';
import { frag, param } from '@trellis/logic/sql';
import { type Contract, isId, MEMBER_TARGET, MERGE_DAYS, type ReplyOf } from '@trellis/metadata';
import { accessFor } from '../access/policy.ts';
import { scoped } from '../access/scoped.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { rowsOf, select } from '../query/select.ts';
import { referenceTitles } from '../query/titles.ts';
import { quoteName } from '../storage/names.ts';

/** A merge as it is stored. */
export interface StoredMerge {
  readonly id: string;
  readonly survivor: string;
  readonly version: number | null;
  readonly by: string;
  readonly at: string;
  readonly undone: string | null;
  readonly lost: readonly string[];
}

/** Merges of a form that a condition over `m` holds for, the latest first. */
export async function readMerges(
  ctx: Pick<Ctx, 'catalog'>,
  on: Queryable,
  form: string,
  where: string,
  value: string,
): Promise<StoredMerge[]> {
  const { rows } = await on.query<StoredMerge>(
    `SELECT m.id, m.survivor, m.version, m.by_id AS by, m.at, m.undone_at AS undone,
       ARRAY(SELECT r.record_id FROM ${relation(ctx, 'merge_record')} AS r WHERE r.merge_id = m.id ORDER BY 1) AS lost
     FROM ${relation(ctx, 'merge')} AS m WHERE m.form = $1 AND ${where} ORDER BY m.at DESC, m.id DESC LIMIT 100`,
    [form, value],
  );
  return rows;
}

/** Until when a merge can be taken back. */
export const mergeEnds = ({ at }: Pick<StoredMerge, 'at'>): string =>
  new Date(Date.parse(at) + MERGE_DAYS * 86_400_000).toISOString();

/**
 * What was merged into a record, and for one that was merged itself the record that it is in now.
 * Errors: form_not_found, forbidden.
 */
export async function recordMerges(
  ctx: Ctx,
  form: string,
  id: string,
): Promise<ReplyOf<Contract['recordMerges']>> {
  const access = accessFor(ctx, form, 'view');
  const into = await survivorOf(ctx, form, id);
  if (!(await isSeen(ctx, form, id))) return { into, merges: [], refs: {} };
  const merges = await readMerges(ctx, ctx.pool, form, 'm.survivor = $2::uuid', id);
  const lost = merges.flatMap((merge) => merge.lost);
  const mayUndo = access.actions.has('edit') && access.actions.has('delete');
  const [there, titles, refs] = await Promise.all([
    storedOf(ctx, access.form.table, lost),
    access.actions.has('delete')
      ? referenceTitles(ctx, new Map([[form, lost]]), { deleted: true })
      : Promise.resolve<Record<string, { title: string }>>({}),
    referenceTitles(ctx, new Map([[MEMBER_TARGET, merges.map(({ by }) => by)]])),
  ]);
  return {
    into,
    merges: merges.map((merge) => ({
      id: merge.id,
      at: merge.at,
      by: merge.by,
      records: merge.lost.map((one) => ({ id: one, title: titles[one]?.title ?? null })),
      until: mayUndo && canEnd(ctx, merge, there) ? mergeEnds(merge) : null,
    })),
    refs,
  };
}

/** Those of some records that are not gone for good. */
async function storedOf(ctx: Ctx, table: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await ctx.pool.query<{ id: string }>(
    `SELECT _id AS id FROM ${relation(ctx, table)} WHERE _id = ANY($1::uuid[])`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

const canEnd = (ctx: Ctx, merge: StoredMerge, there: ReadonlySet<string>): boolean =>
  merge.undone === null && mergeEnds(merge) > ctx.now && merge.lost.some((id) => there.has(id));

/** The record that a merged one is in by now, through as many merges as there were; null where the member sees none. */
async function survivorOf(ctx: Ctx, form: string, id: string): Promise<string | null> {
  const seen = new Set([id]);
  for (let at = id; ; ) {
    const [merge] = await readMerges(
      ctx,
      ctx.pool,
      form,
      `m.undone_at IS NULL AND EXISTS (SELECT FROM ${relation(ctx, 'merge_record')} AS r
         WHERE r.merge_id = m.id AND r.record_id = $2::uuid)`,
      at,
    );
    if (!merge || seen.has(merge.survivor)) return null;
    if (await isSeen(ctx, form, merge.survivor)) return merge.survivor;
    at = merge.survivor;
    seen.add(at);
  }
}

async function isSeen(ctx: Ctx, form: string, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const scope = scoped(ctx, form, 'view');
  const where = [frag`${scope.column('_id')} = ${param(id, 'uuid')}`];
  return (await rowsOf(ctx, select(scope, { columns: [scope.column('_id')], where, limit: 1 }))).length > 0;
}

/** Forgets what it takes to undo merges that can't be undone any more; where records went stays known. */
export async function sweepMerges(on: Queryable, schema: string): Promise<void> {
  const s = quoteName(schema);
  await on.query(
    `DELETE FROM ${s}.merge_link AS l USING ${s}.merge AS m
     WHERE l.merge_id = m.id AND (m.undone_at IS NOT NULL OR m.at < now() - interval '${MERGE_DAYS} days')`,
  );
}
