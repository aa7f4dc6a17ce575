import { derivedOf } from '@trellis/forms/model';
import type { Row, Value } from '@trellis/logic';
import { accessTo } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { addRefs } from '../query/refs.ts';
import { referenceTitles } from '../query/titles.ts';
import type { LinkedValues, LinkedValuesInput } from '../types.ts';
import { recordAtHand } from './at-hand.ts';
import { derive } from './sources.ts';

/**
 * Values that follow from other records, for a record that is being filled in: what a choice fills in, linked
 * defaults. Each finds those before it. What can't be worked out, or may not be seen, is null.
 * Errors: form_not_found, record_not_found.
 */
export async function linkedValues(ctx: Ctx, ref: string, input: LinkedValuesInput): Promise<LinkedValues> {
  const access = accessTo(ctx, ref);
  let data: Row = await recordAtHand(ctx, access, input);
  const values: Record<string, Value> = {};
  const targets = new Map<string, Set<string>>();
  for (const derived of derivedOf(access.form)) {
    const { field, by, source } = derived;
    const wanted = input.want.some((one) => one.field === field && one.by === by);
    if (!wanted || source.kind === 'expr' || !access.visible.has(field)) continue;
    const value = await derive(ctx, access, data, derived);
    values[field] = value;
    data = { ...data, [field]: value };
    addRefs(targets, access.form.fields.get(field)?.target, value);
  }
  return { values, refs: await referenceTitles(ctx, targets) };
}
