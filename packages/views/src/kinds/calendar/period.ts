import type { CalendarMode } from '@trellis/metadata';
import { DAY, daysFrom, plus, startOf, type Wall, weeksOfMonth } from '../../time/wall.ts';

/** The days that are shown, in rows, and from where to where they go (half-open). */
export interface Period {
  readonly weeks: readonly (readonly Wall[])[];
  readonly from: Wall;
  readonly to: Wall;
}

/** What a calendar shows around a day. */
export function periodOf(day: Wall, mode: CalendarMode): Period {
  if (mode === 'agenda') {
    const from = startOf(day, 'month');
    return { weeks: [], from, to: plus(from, 1, 'month') };
  }
  const weeks =
    mode === 'month'
      ? weeksOfMonth(day)
      : [mode === 'week' ? daysFrom(startOf(day, 'week'), 7) : daysFrom(day, 1)];
  const from = weeks[0]?.[0] ?? day;
  return { weeks, from, to: from + weeks.flat().length * DAY };
}

/** The day after a step back or forth. */
export const stepOf = (day: Wall, mode: CalendarMode, by: 1 | -1): Wall =>
  plus(day, by, mode === 'agenda' ? 'month' : mode);
