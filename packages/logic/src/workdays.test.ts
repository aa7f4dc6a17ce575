import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWorkdaysAround, fromDays, toDays, workdaysMoved } from './calendar.ts';

/** The same by walking from day to day. */
function walk(date: string, count: number, off: readonly string[], extra: readonly string[]): string | null {
  const step = count > 0 ? 1 : -1;
  let day = toDays(date);
  for (let left = Math.abs(count); left > 0; ) {
    day += step;
    const text = fromDays(day);
    if (text === null) return null;
    if (isWorked(text, off, extra)) left -= 1;
  }
  return fromDays(day);
}

function isWorked(date: string, off: readonly string[], extra: readonly string[]): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return extra.includes(date) || (weekday > 0 && weekday < 6 && !off.includes(date));
}

const day = (from: string, days: number) =>
  fc.integer({ min: 0, max: days }).map((more) => fromDays(toDays(from) + more)!);
const days = (from: string) => fc.array(day(from, 40), { maxLength: 12 });

test.each(['2026-02-01', '0001-01-01', '9999-11-20'])('counting from %s is walking', (from) => {
  fc.assert(
    fc.property(
      day(from, 40),
      fc.integer({ min: -30, max: 30 }),
      days(from),
      days(from),
      (date, count, off, extra) => {
        expect(addWorkdaysAround(date, count, off, extra)).toBe(walk(date, count, off, extra));
      },
    ),
    { seed: 3, numRuns: 1000 },
  );
});

test('what lists add is what they change', () => {
  const from = '2026-02-01';
  fc.assert(
    fc.property(day(from, 20), day('2026-02-21', 20), days(from), days(from), (first, last, off, extra) => {
      const all = Array.from(
        { length: toDays(last) - toDays(first) + 1 },
        (_, more) => fromDays(toDays(first) + more)!,
      );
      const worked = (lists: readonly [readonly string[], readonly string[]]) =>
        all.filter((date) => isWorked(date, ...lists)).length;
      expect(workdaysMoved(first, last, off, extra)).toBe(worked([off, extra]) - worked([[], []]));
    }),
    { seed: 5, numRuns: 500 },
  );
});
