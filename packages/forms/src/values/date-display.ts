import { fail, ok, type Result } from '@trellis/metadata';
import type { TextEnv } from '../contract.ts';
import { normaliseDate, parseDay } from './date.ts';
import { halfWidth } from './text.ts';

/** How dates are written: 2026-03-01, 2026/03/01, 2026年3月1日, 03/01/2026, 01.03.2026. */
export const DATE_DISPLAYS = ['iso', 'slash', 'zh', 'us', 'eu'] as const;
export type DateDisplay = (typeof DATE_DISPLAYS)[number];

/** A date that is only known to the month or year stands for the first day of it. */
export const DATE_PRECISIONS = ['year', 'month', 'day'] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

type Parts = readonly [year: string, month: string, day: string];
const short = (digits: string) => String(Number(digits));

const WRITE: Readonly<Record<DateDisplay, Readonly<Record<DatePrecision, (parts: Parts) => string>>>> = {
  iso: {
    year: ([y]) => y,
    month: ([y, m]) => `${y}-${m}`,
    day: ([y, m, d]) => `${y}-${m}-${d}`,
  },
  slash: {
    year: ([y]) => y,
    month: ([y, m]) => `${y}/${m}`,
    day: ([y, m, d]) => `${y}/${m}/${d}`,
  },
  zh: {
    year: ([y]) => `${y}年`,
    month: ([y, m]) => `${y}年${short(m)}月`,
    day: ([y, m, d]) => `${y}年${short(m)}月${short(d)}日`,
  },
  us: {
    year: ([y]) => y,
    month: ([y, m]) => `${m}/${y}`,
    day: ([y, m, d]) => `${m}/${d}/${y}`,
  },
  eu: {
    year: ([y]) => y,
    month: ([y, m]) => `${m}.${y}`,
    day: ([y, m, d]) => `${d}.${m}.${y}`,
  },
};

/** A canonical date in a display, as exact as its field. */
export function writeDate(
  date: string,
  display: DateDisplay = 'iso',
  precision: DatePrecision = 'day',
): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return WRITE[display][precision]([year, month, day]);
}

/** Order in which a display has the parts of a date, for reading what it wrote. */
export const orderOf = (display: DateDisplay = 'iso'): NonNullable<TextEnv['dateOrder']> =>
  display === 'us' ? 'mdy' : display === 'eu' ? 'dmy' : 'ymd';

const first = (date: string, precision: DatePrecision): string =>
  precision === 'year'
    ? `${date.slice(0, 4)}-01-01`
    : precision === 'month'
      ? `${date.slice(0, 7)}-01`
      : date;

/** A date in JSON; fields that are exact to the month or year take "2026-03" and "2026" as well. */
export function normaliseDateTo(input: unknown, precision: DatePrecision = 'day'): Result<string | null> {
  const text = typeof input === 'string' ? input.trim() : input;
  const whole =
    precision !== 'day' && typeof text === 'string' && /^\d{4}(-\d\d)?$/.test(text)
      ? `${text}-01-01`.slice(0, 10)
      : input;
  const result = normaliseDate(whole);
  return result.ok && result.value !== null ? ok(first(result.value, precision)) : result;
}

const MONTH = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/;
const MONTH_LAST = /^(\d{1,2})\s*[-/.]\s*(\d{4})$/;

/** A date as people write it, down to the precision of its field. */
export function parseDateTo(
  input: string,
  precision: DatePrecision = 'day',
  order: TextEnv['dateOrder'],
): Result<string | null> {
  const text = halfWidth(input).trim();
  if (precision !== 'day') {
    const year = /^(\d{4})\s*年?$/.exec(text)?.[1];
    if (year !== undefined && precision === 'year') return normaliseDateTo(year, precision);
    const month = MONTH.exec(text);
    const last = MONTH_LAST.exec(text);
    const [y, m] = month ? [month[1], month[2]] : [last?.[2], last?.[1]];
    if (y !== undefined && m !== undefined) {
      const result = normaliseDateTo(`${y}-${m.padStart(2, '0')}`, precision);
      return result.ok ? result : fail({ path: [], code: 'invalid_date' });
    }
  }
  const day = parseDay(text, order);
  return day.ok && day.value !== null ? ok(first(day.value, precision)) : day;
}
