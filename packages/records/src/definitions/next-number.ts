import { localDate } from '@trellis/logic';
import { AppError } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { counterOf, numberText } from '../write/numbers.ts';
import { requireAdmin } from './guard.ts';

/**
 * Sets what the counter of an automatic number gives next, in the period of today. Answers how the next number will
 * look, parts of other fields as dots. Errors: definition_not_found, forbidden.
 */
export async function setNextNumber(
  ctx: Ctx,
  { app, key }: { readonly app: string; readonly key: string },
  { field: name, next }: { readonly field: string; readonly next: number },
): Promise<string> {
  requireAdmin(ctx);
  const form = ctx.catalog.forms.get(`${app}:${key}`);
  const field = form?.fields.get(name);
  const day = localDate(ctx.now, ctx.catalog.workspace.tz);
  const numbering = day === null ? undefined : field?.type.numbering?.(field.config, day, () => '…');
  if (!form || !field || !numbering) throw new AppError('definition_not_found');
  await ctx.pool.query(
    `insert into ${quoteName(ctx.catalog.workspace.schema)}.counter as c (key, value) values ($1, $2::bigint)
     on conflict (key) do update set value = excluded.value`,
    [counterOf(form.ref, name, numbering.period), next - 1],
  );
  return numberText(numbering, BigInt(next));
}
