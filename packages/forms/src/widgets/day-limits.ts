import { addUnits, localDate, parseDate, type Value } from '@trellis/logic';
import { dayOf, type MovingBound, type TimeBound, type TimeLimits, weekday } from '../values/bounds.ts';

/** The day that a bound means on this record now, as far as a calendar can show it. */
function dayBound(
  bound: TimeBound | undefined,
  now: string,
  tz: string,
  value: (field: string) => Value,
): string | null {
  if (bound === undefined) return null;
  if (typeof bound === 'string') return dayOf(bound, tz);
  const { from, field = '', amount, unit }: MovingBound = bound;
  const base = from === 'now' ? localDate(now, tz) : dayOf(value(field), tz);
  if (base === null || parseDate(base) === null) return null;
  return unit === 'minute' || unit === 'hour' ? base : addUnits(base, amount, unit);
}

/** Whether a calendar offers a day under the limits of its field. */
export function dayAllowed(
  limits: TimeLimits,
  now: string,
  tz: string,
  value: (field: string) => Value,
): (day: string) => boolean {
  const low = dayBound(limits.min, now, tz, value);
  const high = dayBound(limits.max, now, tz, value);
  const { weekdays = [] } = limits;
  return (day) =>
    (low === null || day >= low) &&
    (high === null || day <= high) &&
    (weekdays.length === 0 || weekdays.includes(weekday(day)));
}
