import type { CompiledField } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { frag, join, raw, toSql } from '@trellis/logic/sql';
import { envOf } from '../access/env.ts';
import { accessFor } from '../access/policy.ts';
import { reading } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { type AtHandInput, recordAtHand } from '../linked/at-hand.ts';
import { runText, statementOf } from '../query/select.ts';
import { emptyValues, type Image } from '../write/image.ts';
import { referenceGuards } from '../write/references.ts';
import { completeImages } from './cross.ts';

/**
 * What the computed fields of a record would say if it were saved as it is on the screen: those that exist for the
 * member. References that the member could not save count as empty, so that nothing can be found out by guessing ids.
 * Errors: record_not_found, form_not_found, forbidden.
 */
export async function previewComputed(
  ctx: Ctx,
  ref: string,
  input: AtHandInput,
): Promise<{ values: Record<string, Value> }> {
  const access = accessFor(ctx, ref, input.record === undefined ? 'create' : 'view');
  const { form } = access;
  const data = await recordAtHand(ctx, access, input);
  const values: Record<string, Value> = { ...emptyValues(form) };
  for (const key of form.fields.keys()) values[key] = data[key] ?? null;
  const given = Object.keys(input.values ?? {}).filter(
    (key) => access.visible.get(key)?.target !== undefined,
  );
  for (const key of await unseen(ctx, form, imageOf(ctx, data._id, values), given)) values[key] = null;
  const [complete] = await completeImages(ctx, ctx.pool, form, [imageOf(ctx, data._id, values)]);
  const computed = [...access.visible.values()].filter(({ type }: CompiledField) => type.computed);
  return { values: Object.fromEntries(computed.map(({ key }) => [key, complete?.values[key] ?? null])) };
}

/** References among these that lead to nothing the member may see. */
async function unseen(ctx: Ctx, form: CatalogForm, image: Image, keys: readonly string[]): Promise<string[]> {
  const filled = keys.filter((key) => (image.values[key] ?? null) !== null);
  if (filled.length === 0) return [];
  const guards = referenceGuards(reading(ctx, envOf(ctx)), form, image, filled);
  const columns = guards.map(({ holds }, index) => frag`coalesce(${holds}, false) AS ${raw(`g${index}`)}`);
  const { sql, params } = toSql(frag`SELECT ${join(columns, ', ')}`);
  const [row] = await runText<Record<string, boolean>>(ctx, statementOf(sql), params);
  return guards.flatMap(({ issue }, index) => (row?.[`g${index}`] ? [] : [String(issue.path[0])]));
}

const imageOf = (ctx: Ctx, id: Value | undefined, values: Record<string, Value>): Image => ({
  id: typeof id === 'string' ? id : NIL,
  version: 1,
  values,
  createdAt: ctx.now,
  createdBy: ctx.actor.id,
  updatedAt: ctx.now,
  updatedBy: ctx.actor.id,
  owner: ctx.actor.id,
  department: null,
});
const NIL = '00000000-0000-0000-0000-000000000000';
