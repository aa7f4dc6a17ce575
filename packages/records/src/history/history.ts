import type { Ctx } from '../contract.ts';
import type { History } from '../types.ts';

/** Changes of a record, newest first, with the visible fields' values before and after. */
export async function recordHistory(_ctx: Ctx, _form: string, _id: string): Promise<History> {
  throw new Error('in progress');
}
