import type { Ctx } from '../contract.ts';
import type { RecordPage, RecordQuery } from '../types.ts';

/** All records of a query, page by page (by keyset, constant memory), under the "export" permission. */
export async function* streamRecords(
  _ctx: Ctx,
  _form: string,
  _query: Pick<RecordQuery, 'filter' | 'search' | 'sort' | 'fields'>,
): AsyncGenerator<Pick<RecordPage, 'records' | 'refs'>> {
  throw new Error('in progress');
}
