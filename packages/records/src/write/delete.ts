import type { Ctx } from '../contract.ts';
import type { RecordBody } from '../types.ts';

/** Deletes a record (it can be restored). */
export async function deleteRecord(_ctx: Ctx, _form: string, _id: string): Promise<void> {
  throw new Error('in progress');
}

export async function restoreRecord(_ctx: Ctx, _form: string, _id: string): Promise<RecordBody> {
  throw new Error('in progress');
}

/** Deletes many, all or nothing. */
export async function bulkDelete(
  _ctx: Ctx,
  _form: string,
  _ids: readonly string[],
): Promise<{ ids: string[] }> {
  throw new Error('in progress');
}

export async function bulkRestore(
  _ctx: Ctx,
  _form: string,
  _ids: readonly string[],
): Promise<{ ids: string[] }> {
  throw new Error('in progress');
}
