import { setImmediate } from 'node:timers/promises';

/** Rows handled in one go: about 20 ms of work, after which other requests get their turn. */
export const SLICE = 500;

/** A list in slices, with a pause for other work between them. */
export async function* slicesOf<T>(list: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < list.length; start += SLICE) {
    if (start > 0) await setImmediate();
    yield list.slice(start, start + SLICE);
  }
}
