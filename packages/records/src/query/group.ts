import type { Ctx } from '../contract.ts';
import type { GroupQuery, Groups } from '../types.ts';

/** Counts and sums by the values of one field. Errors: query_invalid. */
export async function groupRecords(_ctx: Ctx, _form: string, _body: GroupQuery): Promise<Groups> {
  throw new Error('in progress');
}
