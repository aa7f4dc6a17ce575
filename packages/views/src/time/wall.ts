import { addUnits, localDateTime, startOfUnit, zonedToInstant } from '@trellis/logic';

/**
 * A moment as a calendar on a wall shows it: milliseconds since 1970 as if its clock were that of UTC. A day is always a
 * multiple of `DAY`, whatever clocks do in between, so that layouts can count with it.
 */
export type Wall = number;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

type Unit = Parameters<typeof addUnits>[2];

/** A calendar day "2026-03-01". */
export const wallOfDay = (day: string): Wall => Date.parse(`${day}T00:00:00Z`);
export const dayText = (at: Wall): string => new Date(at).toISOString().slice(0, 10);
/** Start of the day that a moment lies in. */
export const dayOf = (at: Wall): Wall => Math.floor(at / DAY) * DAY;

/** What the zone's calendar and clock show at an instant. */
export const wallOfInstant = (instant: string, tz: string): Wall =>
  Date.parse(`${localDateTime(instant, tz)}Z`);
/** The instant at which the zone's clock shows this; null at the edges of the calendar. */
export const instantOf = (at: Wall, tz: string): string | null =>
  zonedToInstant(new Date(at).toISOString().slice(0, -1), tz);

/** 0 for Monday to 6 for Sunday; 1970 began on a Thursday. */
const weekdayOf = (at: Wall): number => (((Math.floor(at / DAY) + 3) % 7) + 7) % 7;
export const isWeekend = (at: Wall): boolean => weekdayOf(at) > 4;

/** First day of the unit that a moment lies in; weeks start on Monday. The edges of the calendar stay where they are. */
export const startOf = (at: Wall, unit: Unit): Wall => {
  const start = startOfUnit(dayText(at), unit);
  return start === null ? dayOf(at) : wallOfDay(start);
};

/** A day moved by whole units, the day of the month kept where the month has it. */
export const plus = (at: Wall, count: number, unit: Unit): Wall => {
  const day = addUnits(dayText(at), count, unit);
  return day === null ? dayOf(at) : wallOfDay(day);
};

/** The days from one up to another that it ends before. */
export const daysFrom = (first: Wall, count: number): Wall[] =>
  Array.from({ length: count }, (_, index) => first + index * DAY);

/** The weeks that a month is shown in: from the Monday before it to the Sunday after. */
export function weeksOfMonth(at: Wall): Wall[][] {
  const first = startOf(startOf(at, 'month'), 'week');
  const end = plus(startOf(at, 'month'), 1, 'month');
  const weeks = Math.ceil((end - first) / (7 * DAY));
  return Array.from({ length: weeks }, (_, week) => daysFrom(first + week * 7 * DAY, 7));
}
