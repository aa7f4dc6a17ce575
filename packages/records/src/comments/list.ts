import type { Contract, QueryOf } from '@trellis/metadata';
import { viewersOf } from '../access/sight.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { readPosition, writePosition } from '../messages/position.ts';
import { bounded } from '../query/bounded.ts';
import { seenRecord } from '../query/seen.ts';
import type { CommentPage } from '../types.ts';
import { readComments, type StoredComment, selectComments } from './stored.ts';

const PAGE = 30;

/**
 * What was said about a record, the newest first, to who may view it.
 * Errors: form_not_found, forbidden, record_not_found, query_invalid.
 */
export async function listComments(
  ctx: Ctx,
  form: string,
  record: string,
  query: QueryOf<Contract['listComments']>,
): Promise<CommentPage> {
  await seenRecord(ctx, form, record);
  const limit = query.limit ?? PAGE;
  const after = readPosition(query.after);
  const [{ rows }, counted] = await Promise.all([
    ctx.pool.query<StoredComment>(
      `${selectComments(ctx)} WHERE c.form = $1 AND c.record_id = $2 AND c.deleted_at IS NULL
         AND ($3::timestamptz IS NULL OR (c.created_at, c.id) < ($3, $4::uuid))
       ORDER BY c.created_at DESC, c.id DESC LIMIT $5`,
      [form, record, after?.at ?? null, after?.id ?? null, limit + 1],
    ),
    ctx.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${relation(ctx, 'comment')}
       WHERE form = $1 AND record_id = $2 AND deleted_at IS NULL`,
      [form, record],
    ),
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    ...(await readComments(ctx, ctx.pool, page)),
    next: last ? writePosition(last) : null,
    count: counted.rows[0]?.count ?? 0,
  };
}

/** Members who may view a record that the member may view too. Errors: as `listComments`. */
export async function recordAudience(request: Ctx, form: string, record: string): Promise<string[]> {
  const ctx = bounded(request);
  await seenRecord(ctx, form, record);
  return [...(await viewersOf(ctx, ctx.pool, form, record))];
}
