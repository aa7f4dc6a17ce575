import { frag, raw } from '../frag.ts';
import type { Param, SqlCall } from '../operator.ts';
import type { Frag, Value } from '../types.ts';
import { elements } from './compare.ts';

/** What working-day operators share. Day k counts from 0001-01-01, which was a Monday. */

/** Days off, and weekends that are worked: optional lists of dates. */
export const CALENDAR: readonly Param[] = [
  { is: 'value', kinds: ['date'], many: true },
  { is: 'value', kinds: ['date'], many: true },
];

/** The dates of a list argument. */
export const datesOf = (list: Value | undefined): readonly string[] =>
  elements(list).filter((date) => typeof date === 'string');

/** Weekdays before day k. */
export const before = (k: string): string => `((${k}) / 7 * 5 + least((${k}) % 7, 5))`;

/** A list argument, or none. */
export const listAt = (call: SqlCall, index: number): Frag =>
  index < call.count ? call.arg(index) : raw('NULL::date[]');

const k = (date: string): string => `(${date} - '0001-01-01')`;

/** Days that count otherwise than their weekday says, as a query: p, and +1 or -1; of the lists `_f.f` and `_f.e`. */
export const EXCEPTIONS: Frag = frag`SELECT ${raw(k('u.d'))} AS p, -1 AS s FROM unnest(_f.f) AS u(d) WHERE ${raw(k('u.d'))} % 7 < 5 AND NOT u.d = ANY(coalesce(_f.e, '{}')) UNION SELECT ${raw(k('u.d'))}, 1 FROM unnest(_f.e) AS u(d) WHERE ${raw(k('u.d'))} % 7 > 4`;
