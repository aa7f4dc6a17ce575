import { setImmediate } from 'node:timers/promises';

/** Rows that are written in one go. */
export const SLICE = 250;
/** Rows between two pauses: a few ms of work, after which other requests and the database get their turn. */
export const PART = 50;
/** The first slice of what is written while the next is prepared: until it is prepared, nobody writes. */
export const FIRST_SLICE = 50;

/** A list in slices, with a pause for other work between them. */
export async function* slicesOf<T>(
  list: readonly T[],
  size = SLICE,
  first = size,
): AsyncGenerator<readonly T[]> {
  let next = first;
  for (let start = 0; start < list.length; start += next, next = Math.min(2 * next, size)) {
    if (start > 0) await setImmediate();
    yield list.slice(start, start + next);
  }
}

/** The items of a source, each of which is made while the one before is worked on. */
export async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = source.next();
      // Its failure is told when its turn comes.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    // What was begun does not outlive the work.
    await next.catch(() => undefined);
  }
}
