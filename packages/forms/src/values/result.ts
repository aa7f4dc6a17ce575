import type { Result } from '@trellis/metadata';

/** Continues with the value where there is one: null and mistakes pass through. */
export function then<A, B>(result: Result<A | null>, next: (value: A) => Result<B | null>): Result<B | null> {
  if (!result.ok) return result;
  return result.value === null ? { ok: true, value: null } : next(result.value);
}
