import { scoped } from '../access/scoped.ts';
import type { Ctx } from '../contract.ts';
import { scopedAsOf } from '../past/scope.ts';
import type { RecordPage, RecordQuery } from '../types.ts';
import { conditionsOf, wantedFields } from './input.ts';
import { readPage } from './page.ts';
import { refsOf } from './refs.ts';
import { DEFAULT_SORT } from './sort.ts';
import { referenceTitles } from './titles.ts';

const BATCH = 500;

/**
 * All records of a query that the member may export, in batches by keyset: constant memory, no transaction held
 * open. A record that moves in the order meanwhile may come twice or not at all. Errors: as queryRecords.
 */
export async function* streamRecords(
  ctx: Ctx,
  form: string,
  query: Pick<RecordQuery, 'filter' | 'search' | 'sort' | 'fields' | 'asOf'>,
): AsyncGenerator<Pick<RecordPage, 'records' | 'refs'>> {
  const scope = query.asOf ? await scopedAsOf(ctx, form, 'export', query.asOf) : scoped(ctx, form, 'export');
  const fields = wantedFields(scope.access, query.fields);
  const where = conditionsOf(scope, query);
  const sort = query.sort?.length ? query.sort : DEFAULT_SORT;
  let after: string | null | undefined;
  do {
    const page = await readPage(scope, { where, fields, sort, limit: BATCH, after: after ?? undefined });
    yield {
      records: page.records,
      refs: await referenceTitles(ctx, refsOf(scope.access.form, page.records)),
    };
    after = page.next;
  } while (after !== null);
}
