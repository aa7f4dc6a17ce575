import { AppError, type BodyOf, type Contract, type ReplyOf } from '@trellis/metadata';
import { type Scoped, scoped } from '../access/scoped.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { bounded } from '../query/bounded.ts';
import { conditionsOf, wantedFields } from '../query/input.ts';
import { readPage } from '../query/page.ts';
import { refsOf } from '../query/refs.ts';
import { referenceTitles } from '../query/titles.ts';
import { countUpTo, totalOf } from '../query/total.ts';

const DEFAULT_LIMIT = 50;
/** Deleted records of a form are counted up to here where only their number is told. */
const COUNTED = 1_000;

/** The deleted records that the member may bring back. Errors: form_not_found, form_unavailable, forbidden. */
export const binScope = (ctx: Ctx, form: string): Scoped => scoped(ctx, form, 'delete', { deleted: true });

/**
 * A page of the deleted records that the member may bring back, the latest first, and through what each was deleted.
 * Errors: form_not_found, forbidden, query_invalid with issues at ["fields", index], ["after"].
 */
export async function queryBin(
  request: Ctx,
  form: string,
  body: BodyOf<Contract['queryBin']>,
): Promise<ReplyOf<Contract['queryBin']>> {
  const ctx = bounded(request);
  const scope = binScope(ctx, form);
  const where = conditionsOf(scope, body.search ? { search: body.search } : {});
  const [page, total] = await Promise.all([
    readPage(scope, {
      where,
      fields: wantedFields(scope.access, body.fields),
      // Nothing changes a deleted record, so its last change is that it was deleted.
      sort: [{ field: '_updated_at', dir: 'desc' }],
      limit: body.limit ?? DEFAULT_LIMIT,
      after: body.after,
    }),
    body.after === undefined ? totalOf(scope, where, 'capped') : undefined,
  ]);
  const [refs, causes] = await Promise.all([
    referenceTitles(ctx, refsOf(scope.access.form, page.records)),
    causesOf(
      ctx,
      form,
      page.records.map(({ id }) => id),
    ),
  ]);
  return { ...page, refs, causes, ...(total ? { total } : {}) };
}

/** Through what records were deleted. */
async function causesOf(ctx: Ctx, form: string, ids: readonly string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const { rows } = await ctx.pool.query<{ id: string; cause: string }>(
    `SELECT DISTINCT ON (record_id) record_id AS id, cause FROM ${relation(ctx, 'record_change')}
     WHERE form = $1 AND record_id = ANY($2::uuid[]) AND op = 'delete' ORDER BY record_id, version DESC`,
    [form, ids],
  );
  return Object.fromEntries(rows.map(({ id, cause }) => [id, cause]));
}

/** How many deleted records of each form of an app the member may bring back. */
export async function countBin(request: Ctx, app: string): Promise<ReplyOf<Contract['listBin']>['forms']> {
  const ctx = bounded(request);
  const counts: ReplyOf<Contract['listBin']>['forms'] = [];
  for (const { ref, key, app: of } of ctx.catalog.forms.values()) {
    if (of !== app) continue;
    const scope = scopeIfAny(ctx, ref);
    if (!scope) continue;
    const count = await countUpTo(scope, [], COUNTED + 1);
    counts.push({ form: key, count: Math.min(count, COUNTED), more: count > COUNTED });
  }
  return counts;
}

function scopeIfAny(ctx: Ctx, form: string): Scoped | undefined {
  try {
    return binScope(ctx, form);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
