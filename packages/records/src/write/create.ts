import type { Ctx } from '../contract.ts';
import type { CreateInput, RecordBody } from '../types.ts';

/** Creates a record. Errors: validation_failed with issues at ["values", field], forbidden. */
export async function createRecord(_ctx: Ctx, _form: string, _input: CreateInput): Promise<RecordBody> {
  throw new Error('in progress');
}
