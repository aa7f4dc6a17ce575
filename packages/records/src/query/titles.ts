import type { Ctx } from '../contract.ts';
import type { IdsByTarget, Refs } from '../types.ts';

/** Titles of records and members; those that the member may not see have no entry. One statement per target. */
export async function referenceTitles(_ctx: Ctx, _ids: IdsByTarget): Promise<Refs> {
  throw new Error('in progress');
}
