import { sameValue } from '@trellis/forms/model';

export { sameValue };

/** Values by field key, as a record carries them. */
export type Values = Readonly<Record<string, unknown>>;

/** A field that two people changed to different values. */
export interface Clash {
  readonly field: string;
  /** What stood there before both. */
  readonly before: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** The values of `after` that differ from `before`. */
export function changedValues(before: Values, after: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(after)
      .filter(([key, value]) => !sameValue(before[key], value))
      .map(([key, value]) => [key, value ?? null]),
  );
}

/**
 * Puts my unsaved changes on top of what others saved meanwhile. Fields that only one side changed merge by themselves;
 * the rest are clashes, for the person to decide.
 */
export function mergeChanges(
  base: Values,
  mine: Values,
  theirs: Values,
): { set: Record<string, unknown>; clashes: Clash[] } {
  const set: Record<string, unknown> = {};
  const clashes: Clash[] = [];
  for (const [field, value] of Object.entries(mine)) {
    if (sameValue(theirs[field], value)) continue;
    if (sameValue(base[field], theirs[field])) set[field] = value;
    else clashes.push({ field, before: base[field] ?? null, mine: value, theirs: theirs[field] ?? null });
  }
  return { set, clashes };
}
