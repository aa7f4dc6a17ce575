import { AppError } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import type { RecordBody, UpdateInput } from '../types.ts';
import { updateRecord } from './update.ts';

/** What became of one change among many. */
export type UpdateOutcome = { readonly record: RecordBody } | { readonly refused: AppError };

/**
 * Changes records one after the other, each as updateRecord does: a refusal is that record's alone. Outcomes stand in
 * the order of the changes.
 */
export async function updateRecords(
  ctx: Ctx,
  form: string,
  changes: readonly ({ readonly id: string } & Pick<UpdateInput, 'version' | 'set'>)[],
): Promise<UpdateOutcome[]> {
  const outcomes: UpdateOutcome[] = [];
  for (const { id, ...change } of changes) {
    try {
      outcomes.push({ record: await updateRecord(ctx, form, id, change) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      outcomes.push({ refused: error });
    }
  }
  return outcomes;
}
