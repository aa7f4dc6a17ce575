import type { Ctx } from '../contract.ts';
import type { RecordWithRefs } from '../types.ts';

/** One record with the titles of what it refers to. Errors: record_not_found, form_not_found. */
export async function getRecord(_ctx: Ctx, _form: string, _id: string): Promise<RecordWithRefs> {
  throw new Error('in progress');
}
