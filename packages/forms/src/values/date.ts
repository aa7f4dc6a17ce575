import { localDateTime, normalizeInstant, zonedToInstant } from '@trellis/logic';
import { fail, ok, type Result } from '@trellis/metadata';
import type { TextEnv } from '../contract.ts';
import { halfWidth } from './text.ts';

const YEAR_FIRST = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?=$|[T\s])/;
const YEAR_LAST = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})/;
const TIME =
  /^(?:(上午|下午|am|pm)\s*)?(\d{1,2})\s*[:时点]\s*(?:(\d{1,2})\s*分?)?(?:\s*:?\s*(\d{1,2})(?:\.(\d{1,3})\d*)?\s*秒?)?\s*(am|pm)?$/i;
const OFFSET = /\s*(Z|[+-]\d{2}:?\d{2})$/i;

const invalid = (code: string) => fail({ path: [], code });
const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** Whether the three numbers are a day of the calendar, years 1 to 9999 (2025-02-30 is none). */
function isDay(year: number, month: number, day: number): boolean {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return false;
  // The day before the first of the next month; the year is shifted so that JS does not read 0–99 as 19xx.
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** "YYYY-MM-DD" of a JSON input; nothing else is accepted there. */
export function normaliseDate(input: unknown): Result<string | null> {
  if (input === null || input === undefined) return ok(null);
  if (typeof input !== 'string') return invalid('not_text');
  const text = input.trim();
  if (text === '') return ok(null);
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  const valid = match && isDay(Number(match[1]), Number(match[2]), Number(match[3]));
  return valid ? ok(text) : invalid('invalid_date');
}

/** Canonical instant of a JSON input: ISO 8601 with an offset. */
export function normaliseInstant(input: unknown): Result<string | null> {
  if (input === null || input === undefined) return ok(null);
  if (typeof input !== 'string') return invalid('not_text');
  const text = input.trim();
  if (text === '') return ok(null);
  const instant = normalizeInstant(text);
  return instant === null ? invalid('invalid_datetime') : ok(instant);
}

/** The date at the head of a text and what follows it. */
function takeDate(
  text: string,
  order: TextEnv['dateOrder'],
): { date: string | null; rest: string } | undefined {
  const first = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  const last = first ? null : YEAR_LAST.exec(text);
  const match = first ?? last;
  if (!match) return undefined;
  const [a, b, c] = [Number(match[1]), Number(match[2]), Number(match[3])];
  // Year last without a known order: American, as the commonest exports are; a first part above 12 can only be a day.
  const dayFirst = order === 'dmy' || (order !== 'mdy' && a > 12);
  const [year, month, day] = first ? [a, b, c] : dayFirst ? [c, b, a] : [c, a, b];
  const date = isDay(year, month, day) ? `${pad(year, 4)}-${pad(month)}-${pad(day)}` : null;
  const rest = text.slice(match[0].length);
  // "2025-02-031430" is no date with a time behind it; "2025年2月3日14:30" is.
  const apart = rest === '' || /^[\sT]/i.test(rest) || match[0].endsWith('日');
  return { date: apart ? date : null, rest: rest.replace(/^T/i, '').trim() };
}

/** A date as people and exports write it: 2025-2-3, 2025/02/03, 2025年2月3日, 20250203, 3/1/2017. A time behind it is dropped. */
export function parseDay(text: string, order: TextEnv['dateOrder']): Result<string | null> {
  const plain = halfWidth(text).trim();
  if (plain === '') return ok(null);
  const taken = takeDate(plain, order);
  if (!taken?.date) return invalid('invalid_date');
  const clock = taken.rest.replace(OFFSET, '');
  return clock === '' || parseTime(clock) ? ok(taken.date) : invalid('invalid_date');
}

/** "HH:MM:SS.mmm" of a time as people write it: 14:30, 下午2:30, 2:30 pm, 14时30分. */
export function parseTime(text: string): string | null {
  const match = TIME.exec(text);
  if (!match) return null;
  const half = (match[1] ?? match[6] ?? '').toLowerCase();
  const late = half === '下午' || half === 'pm';
  const written = Number(match[2]);
  if (half !== '' && written > 12) return null;
  const hour = half === '' ? written : (written % 12) + (late ? 12 : 0);
  const [minute, second] = [Number(match[3] ?? 0), Number(match[4] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  return `${pad(hour)}:${pad(minute)}:${pad(second)}.${(match[5] ?? '').padEnd(3, '0')}`;
}

/** An instant as people write it, read in the zone of `env` unless an offset stands behind it; a bare date is midnight. */
export function parseInstant(text: string, env: TextEnv): Result<string | null> {
  const plain = halfWidth(text).trim();
  if (plain === '') return ok(null);
  const taken = takeDate(plain, env.dateOrder);
  if (!taken?.date) return invalid('invalid_datetime');
  const offset = OFFSET.exec(taken.rest)?.[1];
  const clock = taken.rest.replace(OFFSET, '');
  const time = clock === '' ? '00:00:00.000' : parseTime(clock);
  if (time === null) return invalid('invalid_datetime');
  const local = `${taken.date}T${time}`;
  const instant = offset === undefined ? zonedToInstant(local, env.tz) : normalizeInstant(local + offset);
  return instant === null ? invalid('invalid_datetime') : ok(instant);
}

/** "2025-02-03 14:30", seconds only where there are some; with its offset where the zone's clock shows the time twice. */
export function formatInstant(value: string, tz: string): string {
  const local = localDateTime(value, tz);
  if (local === null) return value;
  const text = local.replace('T', ' ').replace(/(:00)?\.000$/, '');
  if (zonedToInstant(local, tz) === value) return text;
  const minutes = Math.round((Date.parse(`${local}Z`) - Date.parse(value)) / 60_000);
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
  return normalizeInstant(local + offset) === value ? text + offset : value;
}
