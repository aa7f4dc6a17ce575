import type { Result } from '@trellis/metadata';

/**
 * Continues with the value where there is one: null and mistakes pass through. (A module that exports `then` is taken
 * for a promise by `import()` and never finishes loading.)
 */
export function andThen<A, B>(
  result: Result<A | null>,
  next: (value: A) => Result<B | null>,
): Result<B | null> {
  if (!result.ok) return result;
  return result.value === null ? { ok: true, value: null } : next(result.value);
}
