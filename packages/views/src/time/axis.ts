import type { TimeZoom } from '@trellis/metadata';
import { DAY, plus, startOf, type Wall } from './wall.ts';

type Unit = Parameters<typeof plus>[2];

/** Px of a day, and what the two lines of the head are cut into. */
const ZOOMS: Readonly<Record<TimeZoom, { perDay: number; fine: Unit; coarse: Unit }>> = {
  day: { perDay: 36, fine: 'day', coarse: 'month' },
  week: { perDay: 14, fine: 'week', coarse: 'month' },
  month: { perDay: 3, fine: 'month', coarse: 'year' },
  quarter: { perDay: 1.2, fine: 'quarter', coarse: 'year' },
};

/** Days that an axis goes beyond what it shows, and the farthest that it goes from today. */
const BEFORE = 30;
const AFTER = 60;
const FARTHEST = 10 * 366;

/** A stretch of time laid out from left to right. */
export interface Axis {
  readonly zoom: TimeZoom;
  readonly from: Wall;
  readonly to: Wall;
  readonly perDay: number;
  readonly width: number;
  /** Px from the start of the axis. */
  x(at: Wall): number;
  at(x: number): Wall;
}

/** The axis that shows today and everything from `first` to `last`, in whole units. */
export function axisOf(zoom: TimeZoom, today: Wall, first: Wall | undefined, last: Wall | undefined): Axis {
  const { perDay, coarse } = ZOOMS[zoom];
  const least = Math.max(today - FARTHEST * DAY, Math.min(first ?? today, today) - BEFORE * DAY);
  const most = Math.min(today + FARTHEST * DAY, Math.max(last ?? today, today) + AFTER * DAY);
  const from = startOf(least, coarse);
  const to = plus(startOf(most, coarse), 1, coarse);
  return {
    zoom,
    from,
    to,
    perDay,
    width: ((to - from) / DAY) * perDay,
    x: (at) => ((at - from) / DAY) * perDay,
    at: (x) => from + (x / perDay) * DAY,
  };
}

/** A unit of time in the head of an axis. */
export interface Tick {
  readonly at: Wall;
  readonly to: Wall;
}

function ticks(axis: Axis, unit: Unit, from: Wall, to: Wall): Tick[] {
  const found: Tick[] = [];
  let at = startOf(Math.max(from, axis.from), unit);
  while (at < Math.min(to, axis.to)) {
    const next = plus(at, 1, unit);
    if (next <= at) break;
    found.push({ at, to: next });
    at = next;
  }
  return found;
}

/** The units of both lines of the head that touch a stretch of the axis. */
export const headOf = (axis: Axis, from: Wall, to: Wall) => ({
  fine: ticks(axis, ZOOMS[axis.zoom].fine, from, to),
  coarse: ticks(axis, ZOOMS[axis.zoom].coarse, from, to),
});

/** Weekends within a stretch; none where days are too narrow to be told apart. */
export function weekendsOf(axis: Axis, from: Wall, to: Wall): Tick[] {
  if (axis.perDay < 8) return [];
  return ticks(axis, 'week', from, to).map(({ at, to: end }) => ({ at: at + 5 * DAY, to: end }));
}
