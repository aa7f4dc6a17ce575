import type { Ctx } from '../contract.ts';
import type { RecordPage, RecordQuery } from '../types.ts';

/** A page of records. Errors: query_invalid with issues. */
export async function queryRecords(_ctx: Ctx, _form: string, _body: RecordQuery): Promise<RecordPage> {
  throw new Error('in progress');
}
