import { AppError } from '@trellis/metadata';
import { accessFor } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { readAnyRecord } from '../history/back.ts';
import { refsOf } from '../query/refs.ts';
import { referenceTitles } from '../query/titles.ts';
import type { RecordWithRefs } from '../types.ts';
import { readMoment } from './moment.ts';
import { stateAt } from './state.ts';

/**
 * A record as it was at a moment: the fields that exist for the member now, under the rights of now. Titles of what it
 * refers to are those of now. One that was deleted since is for those who may delete.
 * Errors: record_not_found (also where it was not there at the time), form_not_found, query_invalid.
 */
export async function getRecordAsOf(
  ctx: Ctx,
  form: string,
  id: string,
  asOf: string,
): Promise<RecordWithRefs> {
  const access = accessFor(ctx, form, 'view');
  const at = await readMoment(ctx, asOf);
  const now = await readAnyRecord(ctx, access, id);
  const past = await stateAt(ctx, access, now, { at });
  if (past?.there !== 'living') throw new AppError('record_not_found');
  const { deletedAt: _, ...meta } = now.meta;
  const record = {
    id,
    version: past.version,
    values: { ...past.values },
    meta: {
      ...meta,
      owner: past.owner,
      updatedAt: past.last?.at ?? meta.createdAt,
      updatedBy: past.last?.actor ?? null,
    },
  };
  return { ...record, refs: await referenceTitles(ctx, refsOf(access.form, [record])) };
}
