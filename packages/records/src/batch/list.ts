import { AppError, type Contract, type Issue, type QueryOf, type ReplyOf } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { readPosition, writePosition } from '../messages/position.ts';
import { referenceTitles } from '../query/titles.ts';
import { worded } from '../words.ts';
import { bodiesOf, bodyOf, ownBatch } from './body.ts';
import { findBatches } from './store.ts';
import type { BatchBody, BatchRecords, Outcome } from './types.ts';

const PAGE = 30;
const PAGE_OF_RECORDS = 50;

/** Batches of the member, or for administrators everybody's; the newest first. Errors: forbidden, query_invalid. */
export async function listBatches(
  ctx: Ctx,
  query: QueryOf<Contract['listBatches']>,
): Promise<ReplyOf<Contract['listBatches']>> {
  const { whose = 'mine', state = null, limit = PAGE } = query;
  if (whose === 'all' && !ctx.actor.admin) throw new AppError('forbidden');
  const after = readPosition(query.after);
  const rows = await findBatches(
    ctx,
    ctx.pool,
    `WHERE ($1::uuid IS NULL OR b.member_id = $1) AND ($2::text IS NULL OR b.state = $2)
       AND ($3::timestamptz IS NULL OR (b.created_at, b.id) < ($3, $4::uuid))
     ORDER BY b.created_at DESC, b.id DESC LIMIT $5`,
    [whose === 'all' ? null : ctx.actor.id, state, after?.at ?? null, after?.id ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    batches: await bodiesOf(ctx, page),
    next: last ? writePosition({ at: last.createdAt, id: last.id }) : null,
  };
}

/** Errors: batch_not_found. */
export const getBatch = async (ctx: Ctx, id: string): Promise<BatchBody> =>
  bodyOf(ctx, await ownBatch(ctx, id));

/** What became of the records of a batch: those with an outcome, or those that there is something to tell of. */
export async function batchRecords(
  ctx: Ctx,
  id: string,
  { outcome, after = 0, limit = PAGE_OF_RECORDS }: QueryOf<Contract['batchRecords']>,
): Promise<BatchRecords> {
  const batch = await ownBatch(ctx, id);
  const { rows } = await ctx.pool.query<{
    pos: number;
    record: string;
    outcome: Outcome;
    issues: string | null;
  }>(
    `SELECT pos, record_id AS record, outcome, issues FROM ${relation(ctx, 'batch_record')}
     WHERE batch_id = $1 AND pos > $2 AND outcome = ANY($3) ORDER BY pos LIMIT $4`,
    [id, after, outcome ? [outcome] : ['skipped', 'kept'], limit + 1],
  );
  const page = rows.slice(0, limit);
  const told = page.map(({ record, issues, ...row }) => ({
    record,
    outcome: row.outcome,
    issues: JSON.parse(issues ?? '[]') as Issue[],
  }));
  return {
    records: await titled(ctx, `${batch.app}:${batch.form}`, told),
    next: rows.length > limit ? (page.at(-1)?.pos ?? null) : null,
  };
}

/** Results with the titles of their records and their reasons in words. */
export async function titled(
  ctx: Ctx,
  form: string,
  results: readonly {
    readonly record: string;
    readonly outcome: Outcome;
    readonly issues: readonly Issue[];
  }[],
): Promise<BatchRecords['records']> {
  const refs = await referenceTitles(ctx, new Map([[form, results.map(({ record }) => record)]]));
  return results.map(({ record, outcome, issues }) => ({
    record,
    title: refs[record]?.title ?? null,
    outcome,
    issues: issues.map((issue) => worded(ctx, issue)),
  }));
}
