import type { Value } from '@trellis/logic';

/**
 * How a ciphertext begins. No value of a person begins so: control characters are taken out of every text. Where one is
 * met in a record, the server could not decrypt it: it is shown as unreadable and kept as it is.
 */
export const SEALED = '\u0001enc:';

/** Whether a value is a ciphertext. */
export const isSealed = (value: unknown): value is string =>
  typeof value === 'string' && value.startsWith(SEALED);

/** The values without those that nobody can read: there is nothing to be judged in them. */
export function readableValues<V extends Readonly<Record<string, Value>>>(values: V): V {
  if (!Object.values(values).some(isSealed)) return values;
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isSealed(value))) as V;
}
