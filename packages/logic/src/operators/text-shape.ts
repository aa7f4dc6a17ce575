import { frag, param } from '../frag.ts';
import { MAX_TEXT } from '../literal.ts';
import type { SqlCall } from '../operator.ts';
import type { Env, Frag, Value, ValueKind } from '../types.ts';
import { localDateTime } from '../tz.ts';

/** Kinds that have a text of their own, the same in every language. */
export const WRITTEN = ['text', 'number', 'date', 'time', 'datetime'] as const satisfies readonly ValueKind[];

/** A value as text; "" for null. Instants are the clock of the workspace's zone, to the second. */
export function writtenOf(value: Value, kind: ValueKind | undefined, env: Env): string {
  if (typeof value !== 'string') return '';
  return kind === 'datetime' ? localDateTime(value, env.tz).slice(0, 19).replace('T', ' ') : value;
}

/** The same in SQL, where null stays null: PostgreSQL's own text of dates and numbers depends on settings and scale. */
export function writtenSql(value: Frag, kind: ValueKind | undefined, call: SqlCall): Frag {
  switch (kind) {
    case 'number':
      return frag`trim_scale(${value})::text`;
    case 'date':
      return frag`to_char(${value}, ${param('YYYY-MM-DD', 'text')})`;
    case 'time':
      return frag`to_char(${value}, ${param('HH24:MI:SS', 'text')})`;
    case 'datetime':
      return frag`to_char(${value} AT TIME ZONE ${param(call.env.tz, 'text')}, ${param('YYYY-MM-DD HH24:MI:SS', 'text')})`;
    default:
      return value;
  }
}

/** At most a million characters. */
export const clip = (text: string): string =>
  text.length <= MAX_TEXT ? text : [...text].slice(0, MAX_TEXT).join('');

/** Characters as PostgreSQL counts them, not UTF-16 units. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Text that is not empty and not too long, else null. */
export const fitted = (text: string): string | null =>
  text === '' || (text.length > MAX_TEXT && lengthOf(text) > MAX_TEXT) ? null : text;

/** What JS takes for white space. */
const SPACES = [
  ...'\t\n\v\f\r \u00a0\u1680',
  ...Array.from({ length: 11 }, (_, index) => String.fromCodePoint(0x2000 + index)),
  ...'\u2028\u2029\u202f\u205f\u3000\ufeff',
].join('');

/** A text without white space at its ends; null stays null. */
export const trimmed = (text: Frag): Frag => frag`btrim(${text}, ${param(SPACES, 'text')})`;
