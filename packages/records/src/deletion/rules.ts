import type { DeletePolicy } from '@trellis/forms/model';
import type { Catalog, Ctx } from '../contract.ts';
import { type Place, placesOf } from '../pointers/places.ts';

/** A place that says what becomes of what points there when that is deleted. */
export interface Ruled extends Place {
  readonly policy: DeletePolicy;
}

const known = new WeakMap<Catalog, Map<string, readonly Ruled[]>>();

/**
 * The places that have something to say when records of a form are deleted; mostly there are none. A form in the bin has
 * no say. Errors: form_unavailable where such a form is set aside.
 */
export function rulesOn(catalog: Catalog, ref: string): readonly Ruled[] {
  const rules = known.get(catalog) ?? new Map<string, readonly Ruled[]>();
  known.set(catalog, rules);
  let found = rules.get(ref);
  if (!found) {
    found = placesOf(catalog, ref, (field) => policyOf(field) !== undefined).flatMap((place) => {
      const policy = policyOf(place.field);
      return policy && place.form.state !== 'binned' ? [{ ...place, policy }] : [];
    });
    rules.set(ref, found);
  }
  return found;
}

const policyOf = ({ type, config }: Place['field']): DeletePolicy | undefined => type.onDelete?.(config);

/**
 * The order of ids in which many records of a form are deleted: where they point to each other the newest go first, since
 * these mostly point to older ones, which they would hold.
 */
export const orderOf = ({ catalog }: Pick<Ctx, 'catalog'>, ref: string): 'ASC' | 'DESC' =>
  rulesOn(catalog, ref).some(({ form }) => form.ref === ref) ? 'DESC' : 'ASC';
