import { type BodyOf, type Contract, type DeletionEffect, isId, type ReplyOf } from '@trellis/metadata';
import { accessFor } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { bounded } from '../query/bounded.ts';
import { referenceTitles } from '../query/titles.ts';
import { among, effectOf, toldOf } from './effects.ts';
import { goingWith, staying } from './reach.ts';
import { rulesOn } from './rules.ts';

/** Records that are counted, of what goes along and of each place that points there. */
const COUNTED = 1_000;
const LOOK = { most: COUNTED, unlocked: true } as const;

/**
 * What deleting records would mean for those that point to them, as far as the member may know.
 * Errors: form_not_found, form_unavailable, forbidden.
 */
export async function previewDelete(
  request: Ctx,
  form: string,
  { ids }: BodyOf<Contract['previewDelete']>,
): Promise<ReplyOf<Contract['previewDelete']>> {
  accessFor(request, form, 'delete');
  const ctx = bounded(request);
  const effects = await effectsOn(ctx, form, ids);
  const named = effects.flatMap(({ form: of, records }) => (of === null ? [] : [[of, records] as const]));
  const byForm = new Map<string, string[]>();
  for (const [of, records] of named) byForm.set(of, [...(byForm.get(of) ?? []), ...records]);
  return { effects, refs: await referenceTitles(ctx, byForm) };
}

/** The same without titles. Records that the member may not delete are left out. */
async function effectsOn(ctx: Ctx, form: string, ids: readonly string[]): Promise<DeletionEffect[]> {
  if (rulesOn(ctx.catalog, form).length === 0) return [];
  const roots = [...(await among(ctx, form, ids.filter(isId), 'delete'))];
  const going = await goingWith(ctx, ctx.pool, form, roots, LOOK);
  const restrict = await staying(ctx, ctx.pool, going, 'restrict', LOOK);
  const clear = await staying(ctx, ctx.pool, going, 'clear', LOOK);
  return (await toldOf(ctx, { along: going.along, restrict, clear })).map(effectOf);
}
