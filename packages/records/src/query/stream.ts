import type { Frag } from '@trellis/logic';
import type { Sort } from '@trellis/metadata';
import { type Scoped, scoped } from '../access/scoped.ts';
import type { Ctx } from '../contract.ts';
import { scopedAsOf } from '../past/scope.ts';
import type { RecordPage, RecordQuery } from '../types.ts';
import { bounded } from './bounded.ts';
import { listCollation } from './collation.ts';
import { type RecordRow, recordColumns } from './columns.ts';
import { conditionsOf, wantedFields } from './input.ts';
import { readPage, recordsOf } from './page.ts';
import { refsOf } from './refs.ts';
import { openRows, select } from './select.ts';
import { inSnapshot } from './snapshot.ts';
import { DEFAULT_SORT, orderBy, sortKeys } from './sort.ts';
import { referenceTitles } from './titles.ts';

type StreamQuery = Pick<RecordQuery, 'filter' | 'search' | 'sort' | 'fields' | 'asOf'>;
/** Some of the records, and the titles of what they refer to. */
export type StreamPage = Pick<RecordPage, 'records' | 'refs'>;

const BATCH = 500;
/** Working out a list as of then is the work of its first rows. */
const PAST_MS = 120_000;

/**
 * All records of a query that the member may export, in batches: constant memory. Of now, by keyset, holding no
 * transaction open, so that a record that moves in the order meanwhile may come twice or not at all; as of a moment, which
 * is worked out once, in one transaction. Errors: as queryRecords.
 */
export async function* streamRecords(
  request: Ctx,
  form: string,
  query: StreamQuery,
): AsyncGenerator<StreamPage> {
  if (query.asOf) {
    yield* inSnapshot(request, PAST_MS, (ctx) => recordsInSnapshot(ctx, form, query));
    return;
  }
  const { scope, where, fields, sort } = await openStream(bounded(request), form, query);
  let after: string | null | undefined;
  do {
    const page = await readPage(scope, { where, fields, sort, limit: BATCH, after: after ?? undefined });
    yield await withTitles(scope, page.records);
    after = page.next;
  } while (after !== null);
}

/** The same of a ctx that is a snapshot (`inSnapshot`): every record once, in one pass. */
export async function* recordsInSnapshot(
  ctx: Ctx,
  form: string,
  query: StreamQuery,
): AsyncGenerator<StreamPage> {
  const { scope, where, fields, sort } = await openStream(ctx, form, query);
  const keys = sortKeys(scope, sort, await listCollation(ctx.pool));
  yield* rowsInSnapshot(scope, { where, fields, orderBy: orderBy(keys, 'any') });
}

/** Records of a scope whose ctx is a snapshot. */
export async function* rowsInSnapshot(
  scope: Scoped,
  parts: {
    readonly where: readonly Frag[];
    /** Absent: all visible ones. */
    readonly fields: readonly string[] | undefined;
    readonly orderBy: Frag;
  },
): AsyncGenerator<StreamPage> {
  const fields = parts.fields ?? [...scope.access.visible.keys()];
  const columns = [recordColumns(scope, parts.fields)];
  const next = await openRows<RecordRow>(scope.ctx, select(scope, { ...parts, columns }));
  for (let rows = await next(BATCH); rows.length > 0; rows = await next(BATCH))
    yield await withTitles(scope, await recordsOf(scope, rows, fields));
}

/** A query of records that the member may export, checked. Errors: as queryRecords. */
export async function openStream(
  ctx: Ctx,
  form: string,
  query: StreamQuery,
): Promise<{ scope: Scoped; where: Frag[]; fields: readonly string[] | undefined; sort: readonly Sort[] }> {
  const scope = query.asOf ? await scopedAsOf(ctx, form, 'export', query.asOf) : scoped(ctx, form, 'export');
  const sort = query.sort?.length ? query.sort : DEFAULT_SORT;
  sortKeys(scope, sort, await listCollation(ctx.pool));
  return {
    scope,
    where: conditionsOf(scope, query),
    fields: wantedFields(scope.access, query.fields),
    sort,
  };
}

const withTitles = async ({ ctx, access }: Scoped, records: StreamPage['records']): Promise<StreamPage> => ({
  records,
  refs: await referenceTitles(ctx, refsOf(access.form, records)),
});
