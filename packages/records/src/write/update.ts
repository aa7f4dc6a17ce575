import type { Ctx } from '../contract.ts';
import type { RecordBody, UpdateInput } from '../types.ts';

/** Changes a record. Errors: version_conflict (details: yours, current), validation_failed at ["set", field]. */
export async function updateRecord(
  _ctx: Ctx,
  _form: string,
  _id: string,
  _input: UpdateInput,
): Promise<RecordBody> {
  throw new Error('in progress');
}
