import { inTransaction } from '@trellis/db';
import { splitRef } from '@trellis/forms/model';
import type { BodyOf, Contract } from '@trellis/metadata';
import { viewersOf } from '../access/sight.ts';
import { plainText } from '../comments/plain.ts';
import type { Ctx } from '../contract.ts';
import { notify } from '../messages/notify.ts';
import { seenRecord } from '../query/seen.ts';

/**
 * Sends a record to colleagues, with a note; those who may not view it are told nothing, and answered.
 * Errors: form_not_found, forbidden, record_not_found.
 */
export async function shareRecord(
  ctx: Ctx,
  ref: string,
  record: string,
  { to, note }: BodyOf<Contract['shareRecord']>,
): Promise<string[]> {
  await seenRecord(ctx, ref, record);
  const { app, key: form } = splitRef(ref);
  const body = plainText(note ?? '');
  return inTransaction(ctx.pool, async ({ client }) => {
    const seeing = await viewersOf(ctx, client, ref, record, to);
    await notify(ctx, client, {
      ...{ kind: 'share', text: 'record', to: seeing, by: ctx.actor.id },
      ...(body ? { body } : {}),
      link: { app, form, record },
    });
    return [...new Set(to)].filter((id) => !seeing.has(id) && id !== ctx.actor.id);
  });
}
