import { scoped } from '../access/scoped.ts';
import { noteList } from '../advisor/usage.ts';
import type { Ctx } from '../contract.ts';
import { scopedAsOf } from '../past/scope.ts';
import type { RecordPage, RecordQuery } from '../types.ts';
import { bounded } from './bounded.ts';
import { conditionsOf, invalid, wantedFields } from './input.ts';
import { readPage } from './page.ts';
import { refsOf } from './refs.ts';
import { DEFAULT_SORT } from './sort.ts';
import { referenceTitles } from './titles.ts';
import { areFew, totalOf } from './total.ts';

const DEFAULT_LIMIT = 50;

/**
 * A page of the records that the member may view, with the titles of what they refer to.
 * Deleted records are for those who may delete. Errors: form_not_found, forbidden, query_invalid with issues at
 * ["filter", …], ["sort", index, "field"], ["fields", index], ["after"].
 */
export async function queryRecords(request: Ctx, form: string, body: RecordQuery): Promise<RecordPage> {
  if (body.after !== undefined && body.offset !== undefined) {
    throw invalid({ path: ['offset'], code: 'offset_with_after' });
  }
  const ctx = bounded(request);
  const deleted = body.deleted ?? false;
  if (body.asOf !== undefined && deleted) throw invalid({ path: ['asOf'], code: 'as_of_with_deleted' });
  const scope = body.asOf
    ? await scopedAsOf(ctx, form, 'view', body.asOf)
    : scoped(ctx, form, deleted ? 'delete' : 'view', { deleted });
  const where = conditionsOf(scope, body);
  if (!deleted && !body.asOf && !body.search) noteList(ctx, scope.access.form, body);
  const input = {
    where,
    fields: wantedFields(scope.access, body.fields),
    sort: body.sort?.length ? body.sort : DEFAULT_SORT,
    limit: body.limit ?? DEFAULT_LIMIT,
    after: body.after,
    offset: body.offset,
  };
  const counted = totalOf(scope, where, body.total ?? 'capped');
  const few = body.search !== undefined && areFew(await counted);
  const [page, total] = await Promise.all([readPage(scope, { ...input, few }), counted]);
  const refs = await referenceTitles(ctx, refsOf(scope.access.form, page.records));
  return { ...page, refs, ...(total ? { total } : {}) };
}
