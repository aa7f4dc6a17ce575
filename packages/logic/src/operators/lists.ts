import { sameList } from '../operator.ts';
import type { Value } from '../types.ts';
import { SCALAR } from './compare.ts';

/** A list of any kind of single values. */
export const LIST = sameList(...SCALAR);

/** A list as a value: one without elements is null, and null is never an element. */
export function asList(items: readonly Value[]): Value {
  const known = items.filter((item) => item !== null);
  return known.length > 0 ? known : null;
}
