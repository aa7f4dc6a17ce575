import { setImmediate } from 'node:timers/promises';

/** Rows that are written in one go. */
export const SLICE = 250;
/** Rows between two pauses: a few ms of work, after which other requests and the database get their turn. */
export const PART = 50;

/** A list in slices, with a pause for other work between them. */
export async function* slicesOf<T>(list: readonly T[], size = SLICE): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) {
    if (start > 0) await setImmediate();
    yield list.slice(start, start + size);
  }
}
