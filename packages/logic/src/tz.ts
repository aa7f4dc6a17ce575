import { fromDays, parseDate, toDays } from './calendar.ts';

/**
 * Zones. Instants are ISO strings in UTC with milliseconds, from 0001-01-02 to 9999-12-30: a day inside the years
 * 1 to 9999 on both sides, so that the clock of every zone stays within them. Local times are
 * "YYYY-MM-DDTHH:MM:SS.mmm".
 */

const DAY = 86_400_000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)$/i;

export const FIRST_INSTANT = '0001-01-02T00:00:00.000Z';
export const LAST_INSTANT = '9999-12-30T23:59:59.999Z';
const FIRST_MILLIS = Date.parse(FIRST_INSTANT);
const LAST_MILLIS = Date.parse(LAST_INSTANT);

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(tz: string): Intl.DateTimeFormat {
  let format = formatters.get(tz);
  if (!format) {
    // Building a formatter costs about a hundred times what using one does (0.4 ms).
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: tz,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(tz, format);
  }
  return format;
}

/** Whether the platform knows this IANA zone. */
export function isZone(tz: string): boolean {
  try {
    return formatter(tz) !== undefined;
  } catch {
    return false;
  }
}

/** The instant in canonical form from any ISO text with an offset; null when invalid or out of range. */
export function normalizeInstant(text: string): string | null {
  if (INSTANT.test(text) && text >= FIRST_INSTANT && text <= LAST_INSTANT && parseDate(text.slice(0, 10))) {
    if (text < `${text.slice(0, 11)}24` && text.slice(14, 16) < '60' && text.slice(17, 19) < '60')
      return text;
  }
  const match = ISO.exec(text);
  if (!match || !parseDate(match[1]!)) return null;
  const time = match[2]!.length === 5 ? `${match[2]}:00` : match[2]!;
  const offset = match[4]!.toUpperCase();
  const zone = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
  if (time.startsWith('24')) return null;
  return fromMillis(Date.parse(`${match[1]}T${time}.${(match[3] ?? '0').slice(0, 3).padEnd(3, '0')}${zone}`));
}

/** Canonical instant of milliseconds since 1970; null out of range. */
export function fromMillis(millis: number): string | null {
  return millis >= FIRST_MILLIS && millis <= LAST_MILLIS ? new Date(millis).toISOString() : null;
}

/** Milliseconds since 1970 of a canonical instant. */
export const toMillis = (instant: string): number => Date.parse(instant);

/** What the zone's clock is ahead of UTC at that moment, in milliseconds. */
function offsetAt(millis: number, tz: string): number {
  const seconds = Math.floor(millis / 1000) * 1000;
  // en-US prints "11/22/2026 A, 06:42:03": era A(D) or B(C).
  const match = /^(\d+)\/(\d+)\/(\d+) (\w).*?, (\d+):(\d+):(\d+)$/.exec(formatter(tz).format(seconds));
  if (!match) throw new Error(`unreadable local time in ${tz}`);
  const year = match[4] === 'A' ? Number(match[3]) : 1 - Number(match[3]);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(match[1]) - 1, Number(match[2]));
  local.setUTCHours(Number(match[5]), Number(match[6]), Number(match[7]));
  return local.getTime() - seconds;
}

/** The clock of the zone at a canonical instant. */
export function localDateTime(instant: string, tz: string): string {
  const millis = toMillis(instant);
  return new Date(millis + offsetAt(millis, tz)).toISOString().slice(0, -1);
}

/** The calendar day of the zone at a canonical instant. */
export const localDate = (instant: string, tz: string): string => localDateTime(instant, tz).slice(0, 10);

/**
 * The instant at which the zone's clock shows a local time, by PostgreSQL's rule: a time that the clock skips
 * counts on with the offset before the change, a time that it shows twice means the second one.
 */
export function zonedToInstant(local: string, tz: string): string | null {
  const clock = Date.parse(`${local}Z`);
  const before = offsetAt(clock - DAY, tz);
  const after = offsetAt(clock + DAY, tz);
  if (before === after) return fromMillis(clock - before);
  const late = clock - after;
  if (offsetAt(late, tz) === after) return fromMillis(late);
  return fromMillis(clock - before);
}

/** First instant of a calendar day in the zone. */
export const startOfDay = (date: string, tz: string): string | null =>
  zonedToInstant(`${date}T00:00:00.000`, tz);

/**
 * First instant at which the zone's calendar shows a day. Where its clock shows midnight twice, the second one is meant
 * everywhere else; the day begins with the first.
 */
export function firstInstant(date: string, tz: string): string | null {
  const start = startOfDay(date, tz);
  if (start === null) return null;
  const hourBefore = fromMillis(toMillis(start) - 3_600_000);
  return hourBefore !== null && localDate(hourBefore, tz) === date ? hourBefore : start;
}

/** The day as a half-open range of instants; null at the edges of the calendar. */
export function dayRange(date: string, tz: string): { start: string; end: string } | null {
  const next = fromDays(toDays(date) + 1);
  const start = startOfDay(date, tz);
  const end = next === null ? null : startOfDay(next, tz);
  return start === null || end === null ? null : { start, end };
}
