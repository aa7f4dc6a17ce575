import { type CompiledField, carryValue } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { Ctx } from '../contract.ts';
import { addRefs } from '../query/refs.ts';
import { referenceTitles } from '../query/titles.ts';

/** A value of one field as one of another; records put into a text are named. */
export async function carried(
  ctx: Ctx,
  value: Value,
  from: CompiledField | undefined,
  field: CompiledField,
): Promise<Value> {
  const { locale, catalog } = ctx;
  const env = { locale, tz: catalog.workspace.tz };
  if (from?.target === undefined || from.target === field.target) return carryValue(value, from, field, env);
  // A record put into a text is its title.
  const ids = new Map<string, Set<string>>();
  addRefs(ids, from.target, value);
  const titles = await referenceTitles(ctx, ids);
  return carryValue(value, from, field, { ...env, title: (id) => titles[id]?.title });
}
