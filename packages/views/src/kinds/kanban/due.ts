import { localDate } from '@trellis/logic';

/** When something has to be done, seen from now. */
export interface Due {
  /** The day it is due. */
  readonly day: string;
  /** Calendar days from today; below 0 it is past. */
  readonly days: number;
  readonly over: boolean;
}

const DAY = 86_400_000;

/** @param value a day, or an instant; a day is over when it has passed, an instant at once */
export function dueOf(value: unknown, now: string, tz: string): Due | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const timed = value.length > 10;
  const day = timed ? localDate(value, tz) : value;
  const days = Math.round((Date.parse(day) - Date.parse(localDate(now, tz))) / DAY);
  if (Number.isNaN(days)) return undefined;
  return { day, days, over: timed ? Date.parse(value) < Date.parse(now) : days < 0 };
}
