import { addUnits, type CalendarUnit } from '../../calendar.ts';
import { fromMillis, localDateTime, toMillis, zonedToInstant } from '../../tz.ts';

const CLOCK: Readonly<Record<string, number>> = { second: 1000, minute: 60_000, hour: 3_600_000 };

export const addToDate = (date: string, steps: number, unit: string): string | null =>
  addUnits(date, steps, unit as CalendarUnit);

/** Minutes and hours pass on the line of time; days and longer units move the clock of the zone. */
export function addToInstant(instant: string, steps: number, unit: string, tz: string): string | null {
  const length = CLOCK[unit];
  if (length !== undefined) return fromMillis(toMillis(instant) + steps * length);
  const local = localDateTime(instant, tz);
  const date = addUnits(local.slice(0, 10), steps, unit as CalendarUnit);
  return date === null ? null : zonedToInstant(date + local.slice(10), tz);
}
