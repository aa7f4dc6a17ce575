import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lanesOf, piecesOf } from './lanes.ts';
import { touching } from './range.ts';
import { daysOf, type Span, shifted, spanOf, stretched, type TimeFields, valuesOf } from './span.ts';
import {
  DAY,
  dayOf,
  dayText,
  HOUR,
  MINUTE,
  plus,
  startOf,
  type Wall,
  wallOfDay,
  weeksOfMonth,
} from './wall.ts';

const field = (key: string, kind: 'date' | 'datetime') => ({ key, kind, writable: true });
const DATES: TimeFields = { start: field('a', 'date'), end: field('b', 'date') };
const TIMES: TimeFields = { start: field('a', 'datetime'), end: field('b', 'datetime') };
const seed = { seed: 11, numRuns: 300 };

const day = fc.integer({ min: 18_000, max: 22_000 }).map((days) => days * DAY);
const allDay = fc
  .tuple(day, fc.integer({ min: 1, max: 40 }))
  .map(([from, days]): Span => ({ from, to: from + days * DAY, allDay: true }));
/** Between 4:00 and 23:00, since some clocks skip or repeat the hours before. */
const timed = fc
  .tuple(
    day,
    fc.integer({ min: 16, max: 91 }),
    fc.integer({ min: 0, max: 19 }),
    fc.integer({ min: 0, max: 4 }),
  )
  .map(([at, quarter, length, days]): Span => {
    const from = at + quarter * 15 * MINUTE;
    return {
      from,
      to: Math.max(from, dayOf(from) + days * DAY + Math.min(92, quarter + length) * 15 * MINUTE),
      allDay: false,
    };
  });
const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC');

test('what is written for a time is read as that time, in every zone', () => {
  fc.assert(
    fc.property(fc.oneof(allDay, timed), zone, (span, tz) => {
      const fields = span.allDay ? DATES : TIMES;
      const values = valuesOf(span, undefined, fields, tz, { end: true });
      expect(spanOf(values, fields, tz)).toEqual(span);
    }),
    seed,
  );
});

test('a move keeps the length and the time of day', () => {
  fc.assert(
    fc.property(fc.oneof(allDay, timed), zone, fc.integer({ min: -400, max: 400 }), (span, tz, days) => {
      const fields = span.allDay ? DATES : TIMES;
      const values = valuesOf(span, undefined, fields, tz, { end: true });
      const set = valuesOf(shifted(span, days * DAY), span, fields, tz, { end: true });
      const moved = spanOf({ ...values, ...set }, fields, tz);
      expect(moved && moved.to - moved.from).toBe(span.to - span.from);
      expect(moved && moved.from - span.from).toBe(days * DAY);
    }),
    seed,
  );
});

test('an end drawn elsewhere leaves the start alone and never passes it', () => {
  fc.assert(
    fc.property(fc.oneof(allDay, timed), fc.integer({ min: -60, max: 60 }), (span, days) => {
      const fields = span.allDay ? DATES : TIMES;
      const longer = stretched(span, 'end', days * DAY);
      expect(longer.to).toBeGreaterThan(longer.from);
      expect(Object.keys(valuesOf(longer, span, fields, 'UTC', { end: true }))).not.toContain('a');
      const earlier = stretched(span, 'start', days * DAY);
      expect(earlier.from).toBeLessThanOrEqual(Math.max(span.from, earlier.to));
      expect(earlier.to).toBe(span.to);
    }),
    seed,
  );
});

test('a record without an end gets none by a move, and one by being drawn longer', () => {
  const at: Span = { from: wallOfDay('2026-03-02'), to: wallOfDay('2026-03-03'), allDay: true };
  const none = { end: false };
  expect(valuesOf(shifted(at, DAY), at, DATES, 'UTC', none)).toEqual({ a: '2026-03-03' });
  expect(valuesOf(stretched(at, 'end', 2 * DAY), at, DATES, 'UTC', none)).toEqual({ b: '2026-03-04' });
  expect(valuesOf(at, undefined, DATES, 'UTC', none)).toEqual({ a: '2026-03-02' });
});

test('an end before the start counts as none', () => {
  const span = spanOf({ a: '2026-03-05', b: '2026-03-01' }, DATES, 'UTC');
  expect(span).toEqual({ from: wallOfDay('2026-03-05'), to: wallOfDay('2026-03-06'), allDay: true });
  expect(spanOf({ a: null, b: '2026-03-01' }, DATES, 'UTC')).toBeUndefined();
});

test('what is at the end of a day in Shanghai stays on its day', () => {
  const span = spanOf({ a: '2026-03-01T15:59:00.000Z' }, { start: field('a', 'datetime') }, 'Asia/Shanghai');
  expect(dayText(span?.from ?? 0)).toBe('2026-03-01');
  const next = spanOf({ a: '2026-03-01T16:00:00.000Z' }, { start: field('a', 'datetime') }, 'Asia/Shanghai');
  expect(dayText(next?.from ?? 0)).toBe('2026-03-02');
});

test('things that share a lane never touch, and a group needs as many lanes as meet at its fullest', () => {
  const range = fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 12 }))
    .map(([from, length]) => ({ from, to: from + length }));
  fc.assert(
    fc.property(fc.array(range, { maxLength: 40 }), (ranges) => {
      const places = lanesOf(ranges);
      const touch = (a: number, b: number) =>
        ranges[a]!.from < ranges[b]!.to && ranges[b]!.from < ranges[a]!.to;
      for (const a of ranges.keys())
        for (const b of ranges.keys()) {
          if (a === b || !touch(a, b)) continue;
          expect(places[a]?.lane).not.toBe(places[b]?.lane);
          expect(places[a]?.lanes).toBe(places[b]?.lanes);
        }
      const fullest = Math.max(
        0,
        ...ranges.map(({ from }) => ranges.filter((one) => one.from <= from && from < one.to).length),
      );
      expect(Math.max(0, ...places.map(({ lanes }) => lanes))).toBe(fullest);
    }),
    seed,
  );
});

test('the pieces of a span in the weeks of a month cover its days there, each once', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(allDay, timed), { maxLength: 12 }), day, (spans, at) => {
      const weeks = weeksOfMonth(at);
      const items = spans.map((span) => ({ span }));
      for (const week of weeks) {
        const first = week[0] as Wall;
        const pieces = piecesOf(items, first, 7);
        for (const item of items) {
          const { from, to } = daysOf(item.span);
          const inside = week.filter((one) => one >= from && one < to).length;
          const own = pieces.filter((piece) => piece.item === item);
          expect(own.reduce((sum, { cols }) => sum + cols, 0)).toBe(inside);
          expect(own.length).toBeLessThanOrEqual(1);
        }
        const taken = pieces.flatMap(({ col, cols, lane }) =>
          Array.from({ length: cols }, (_, i) => `${lane}/${col + i}`),
        );
        expect(new Set(taken).size).toBe(taken.length);
      }
    }),
    { ...seed, numRuns: 100 },
  );
});

test('a month is shown in whole weeks from Monday', () => {
  const weeks = weeksOfMonth(wallOfDay('2026-11-22'));
  expect(dayText(weeks[0]?.[0] ?? 0)).toBe('2026-10-26');
  expect(dayText(weeks.at(-1)?.[6] ?? 0)).toBe('2026-12-06');
  expect(weeksOfMonth(wallOfDay('2027-02-10'))).toHaveLength(4);
  expect(dayText(plus(wallOfDay('2026-01-31'), 1, 'month'))).toBe('2026-02-28');
  expect(dayText(startOf(wallOfDay('2026-11-22'), 'week'))).toBe('2026-11-16');
});

test('a range is asked for half-open, by the day or by the instants at which the zone begins it', () => {
  const [from, to] = [wallOfDay('2026-03-23'), wallOfDay('2026-03-30')];
  expect(touching(DATES, from, to, 'Europe/Berlin')).toEqual({
    and: [
      { '<': [{ var: 'a' }, '2026-03-30'] },
      { or: [{ '>=': [{ var: 'a' }, '2026-03-23'] }, { '>=': [{ var: 'b' }, '2026-03-23'] }] },
    ],
  });
  // The clocks go forward in the night to 29 March: the week has an hour less.
  expect(touching({ start: TIMES.start }, from, to, 'Europe/Berlin')).toEqual({
    and: [
      { '<': [{ var: 'a' }, '2026-03-29T22:00:00.000Z'] },
      { '>=': [{ var: 'a' }, '2026-03-22T23:00:00.000Z'] },
    ],
  });
});

test('an hour drawn longer by half an hour ends half an hour later', () => {
  const span: Span = {
    from: wallOfDay('2026-03-02') + 9 * HOUR,
    to: wallOfDay('2026-03-02') + 10 * HOUR,
    allDay: false,
  };
  expect(valuesOf(stretched(span, 'end', 30 * MINUTE), span, TIMES, 'Asia/Shanghai', { end: true })).toEqual({
    b: '2026-03-02T02:30:00.000Z',
  });
});
