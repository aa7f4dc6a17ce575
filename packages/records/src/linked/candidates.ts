import { bindCondition, type CompiledField, linkedScope } from '@trellis/forms/model';
import { type Checked, check, type Row } from '@trellis/logic';
import type { LinkedCondition } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { readerFor } from './record-values.ts';

/**
 * Which records a reference of one record may point to: all, none, or those that meet a condition. The condition is the
 * definition's, so it may read what the member can't see; whether a record may be chosen, saving it would tell anyway.
 */
export type Candidates = 'all' | 'none' | Checked;

/** What narrows the candidates of a field for a record; undefined where nothing does. */
export const narrowing = ({ type, config }: CompiledField): LinkedCondition | undefined =>
  type.candidates?.(config);

/** The candidates of a reference field for the record, or row, that holds `data` (fields and system fields). */
export async function candidatesOf(
  ctx: Ctx,
  access: Access,
  field: CompiledField,
  data: Row,
): Promise<Candidates> {
  const condition = narrowing(field);
  const { form } = access;
  const target = ctx.catalog.forms.get(field.target ?? '');
  if (!condition || !target) return 'all';
  const read = await readerFor(ctx, access, data, condition.where);
  const bound = bindCondition(condition, read);
  if (bound.never) return 'none';
  if (bound.filter === undefined) return 'all';
  const checked = check(bound.filter, linkedScope(target, form, ctx.catalog.forms), { root: 'condition' });
  if (checked.ok) return checked.value;
  // Publishing checked the condition; values that make no sense in it (a time in a far year) meet nothing.
  ctx.log.warn({ form: form.ref, field: field.key, issues: checked.issues }, 'candidates can not be told');
  return 'none';
}
