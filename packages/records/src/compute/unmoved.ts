import type { Frag, Value } from '@trellis/logic';
import { frag, param } from '@trellis/logic/sql';
import { columnOf } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { castOf } from '../write/casts.ts';
import { heldChecks } from './held.ts';

/**
 * Conditions under which the verdict of a record's checks that hold is still the one that its change was prepared with:
 * others move what they read under the same version. Only for a change of something that such a check reads.
 */
export function unmoved(
  ctx: Ctx,
  form: CatalogForm,
  before: Readonly<Record<string, Value>>,
  changed: ReadonlySet<string>,
  alias: string,
): Frag[] {
  const keys = heldChecks(ctx.catalog, form.ref)
    .filter(({ check }) => [...check.reads].some((key) => changed.has(key)))
    .flatMap(({ fields }) => fields.map(({ field }) => field.key));
  return [...new Set(keys)].flatMap((key) => {
    const field = form.fields.get(key);
    if (!field) return [];
    return [
      frag`${columnOf(form, key, alias)} IS NOT DISTINCT FROM ${param(before[key] ?? null, castOf(field))}`,
    ];
  });
}
