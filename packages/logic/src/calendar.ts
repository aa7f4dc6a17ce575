/** Civil days without zones: the proleptic Gregorian calendar of PostgreSQL's `date`, years 1 to 9999. */

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type CalendarUnit = (typeof UNITS)[number];

const MONTHS_IN: Readonly<Record<'month' | 'quarter' | 'year', number>> = {
  month: 1,
  quarter: 3,
  year: 12,
};

const DAY = 86_400_000;
/** Days since 1970-01-01 of 0001-01-01 and 9999-12-31. */
const FIRST_DAY = -719_162;
const LAST_DAY = 2_932_896;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0);

/** The parts of a valid "YYYY-MM-DD" of years 1 to 9999, else null (2025-02-30 is no date). */
export function parseDate(text: string): Civil | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const valid = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return valid ? { year, month, day } : null;
}

/** Days since 1970-01-01 of a valid date. */
export function toDays(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

/** The date that many days after 1970-01-01; null outside years 1 to 9999. */
export function fromDays(days: number): string | null {
  if (!(days >= FIRST_DAY && days <= LAST_DAY)) return null;
  return new Date(days * DAY).toISOString().slice(0, 10);
}

/** The same day of another month, clamped to its end (31 January + 1 month = 28 or 29 February). */
export function addMonths(date: string, months: number): string | null {
  const civil = parseDate(date);
  if (!civil) return null;
  const index = civil.year * 12 + civil.month - 1 + months;
  const year = Math.floor(index / 12);
  if (!(year >= 1 && year <= 9999)) return null;
  const month = (index % 12) + 1;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(civil.day, daysInMonth(year, month)), 2)}`;
}

/** Moves a date by whole calendar units; null outside years 1 to 9999. */
export function addUnits(date: string, count: number, unit: CalendarUnit): string | null {
  if (unit === 'day') return fromDays(toDays(date) + count);
  if (unit === 'week') return fromDays(toDays(date) + count * 7);
  return addMonths(date, count * MONTHS_IN[unit]);
}

/** First day of the unit that holds the date; weeks start on Monday. */
export function startOfUnit(date: string, unit: CalendarUnit): string | null {
  if (unit === 'day') return date;
  if (unit === 'week') {
    const days = toDays(date);
    // 1970-01-01 was a Thursday, three days after a Monday.
    return fromDays(days - ((((days + 3) % 7) + 7) % 7));
  }
  const length = MONTHS_IN[unit];
  const month = Number(date.slice(5, 7));
  return `${date.slice(0, 5)}${pad(Math.floor((month - 1) / length) * length + 1, 2)}-01`;
}

/** First day of the following unit; null beyond year 9999. */
export function nextUnit(date: string, unit: CalendarUnit): string | null {
  const start = startOfUnit(date, unit);
  return start === null ? null : addUnits(start, 1, unit);
}

/** Last day of the unit that holds the date; null where it would lie beyond year 9999. */
export function endOfUnit(date: string, unit: CalendarUnit): string | null {
  if (unit === 'day') return date;
  const start = startOfUnit(date, unit);
  if (start === null) return null;
  if (unit === 'week') return fromDays(toDays(start) + 6);
  const month = Number(start.slice(5, 7)) + MONTHS_IN[unit] - 1;
  const year = start.slice(0, 4);
  return `${year}-${pad(month, 2)}-${pad(daysInMonth(Number(year), month), 2)}`;
}

/** "HH:MM:SS" of a valid time ("14:30" gains its seconds; 24:00 and leap seconds are no times), else null. */
export function parseTime(text: string): string | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  return match ? `${match[1]}:${match[2]}:${match[3] ?? '00'}` : null;
}

/** Days, either way, over which day numbers carry: further than the calendar is long. */
export const MAX_CARRY = 4_000_000;

/** A date from whole numbers; months and days beyond their range carry over. Null outside years 1 to 9999. */
export function dateOf(year: number, month: number, day: number): string | null {
  const index = year * 12 + month - 1;
  if (!(index >= 12 && index <= 119_999)) return null;
  const first = `${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1, 2)}-01`;
  return fromDays(toDays(first) + day - 1);
}

/** The ISO week: it starts on Monday and belongs to the year of its Thursday. */
export function weekOf(date: string): number {
  const days = toDays(date);
  const thursday = days - weekdayOf(days) + 3;
  const year = new Date(thursday * DAY).getUTCFullYear();
  const first = new Date(0).setUTCFullYear(year, 0, 1) / DAY;
  return Math.floor((thursday - first) / 7) + 1;
}

/** 0 for Monday to 6 for Sunday, of days since 1970-01-01, a Thursday. */
const weekdayOf = (days: number): number => (((days + 3) % 7) + 7) % 7;

/** Days from Monday to Friday before a date (`more` days later), since the first day of the calendar, a Monday. */
export function workdaysBefore(date: string, more: number): number {
  return weekdaysBefore(toDays(date) + more);
}

/**
 * The date so many working days later, or earlier. From a weekend it starts on the Friday before, or, backwards, on
 * the Monday after. Null outside years 1 to 9999.
 */
function addWorkdays(date: string, count: number): string | null {
  if (!(Math.abs(count) <= MAX_CARRY)) return null;
  let days = toDays(date);
  if (count === 0) return date;
  const weekday = weekdayOf(days);
  if (weekday > 4) days += count > 0 ? 4 - weekday : 7 - weekday;
  const rest = count % 5;
  const end = weekdayOf(days) + rest;
  return fromDays(days + Math.trunc(count / 5) * 7 + rest + (end > 4 ? 2 : end < 0 ? -2 : 0));
}

/** Days off from Monday to Friday, and weekends that are worked, by their day: +1 or -1 working day. */
function exceptions(off: readonly string[], extra: readonly string[]): ReadonlyMap<number, number> {
  const worked = new Set(extra);
  const found = new Map<number, number>();
  for (const date of off) {
    const days = toDays(date);
    if (weekdayOf(days) < 5 && !worked.has(date)) found.set(days, -1);
  }
  for (const date of worked) {
    const days = toDays(date);
    if (weekdayOf(days) > 4) found.set(days, 1);
  }
  return found;
}

/** What days off and days worked on weekends add to the working days from one date to another, both included. */
export function workdaysMoved(
  first: string,
  last: string,
  off: readonly string[],
  extra: readonly string[],
): number {
  let sum = 0;
  for (const [days, one] of exceptions(off, extra))
    if (days >= toDays(first) && days <= toDays(last)) sum += one;
  return sum;
}

/**
 * The same as `addWorkdays` with days off and weekends that are worked. Between two of these days it counts as usual: the
 * last one that comes too early is where the rest is counted from.
 */
export function addWorkdaysAround(
  date: string,
  count: number,
  off: readonly string[],
  extra: readonly string[],
): string | null {
  if (count === 0 || !(Math.abs(count) <= MAX_CARRY)) return addWorkdays(date, count);
  const start = toDays(date);
  const step = count > 0 ? 1 : -1;
  const ahead = [...exceptions(off, extra)]
    .filter(([days]) => (days - start) * step > 0)
    .sort(([a], [b]) => (a - b) * step);
  let from = start;
  let done = 0;
  let moved = 0;
  let next: number | undefined;
  for (const [days, one] of ahead) {
    moved += one;
    const passed = weekdaysPassed(start, days) + moved;
    if (passed >= Math.abs(count)) {
      // It is the day itself where a worked weekend completes the count.
      next ??= one > 0 ? days : undefined;
      break;
    }
    [from, done] = [days, passed];
  }
  const at = fromDays(from);
  const rest = at === null ? null : addWorkdays(at, step * (Math.abs(count) - done));
  if (next === undefined) return rest;
  return rest === null || (toDays(rest) - next) * step > 0 ? fromDays(next) : rest;
}

/** Days from Monday to Friday after one day up to another, or before one down to another. */
const weekdaysPassed = (start: number, end: number): number =>
  end > start
    ? weekdaysBefore(end + 1) - weekdaysBefore(start + 1)
    : weekdaysBefore(start) - weekdaysBefore(end);

const weekdaysBefore = (days: number): number =>
  Math.floor((days - FIRST_DAY) / 7) * 5 + Math.min((days - FIRST_DAY) % 7, 5);
