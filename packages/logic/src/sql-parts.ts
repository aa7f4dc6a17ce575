import { UNITS } from './calendar.ts';
import { MAX_DIGITS } from './decimal.ts';
import { FOLDS, foldCase } from './fold.ts';
import { frag, join, param, raw } from './frag.ts';
import { MAX_TEXT } from './literal.ts';
import type { SqlCall, SqlElements } from './operator.ts';
import type { Frag, Value, ValueType } from './types.ts';
import { FIRST_INSTANT, LAST_INSTANT } from './tz.ts';

/** Pieces of SQL that several operators share. Everything here is total: no value makes PostgreSQL raise an error. */

const CASTS = {
  text: 'text',
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  datetime: 'timestamptz',
  option: 'text',
  ref: 'uuid',
  file: 'jsonb',
  json: 'jsonb',
} as const;

/** The PostgreSQL type that a column or parameter of a value type must have. */
export function sqlType({ kind, many }: ValueType): string {
  return many && kind !== 'file' && kind !== 'json' ? `${CASTS[kind]}[]` : CASTS[kind];
}

/** A canonical value as a parameter. */
export const sqlValue = (value: Value, type: ValueType): Frag => param(value, sqlType(type));

/**
 * Names values used more than once. OFFSET 0 keeps the planner from pulling the subquery up, which would repeat the
 * values (exponentially when nested) and fold constants past the CASE that guards them.
 */
export function fence(values: Readonly<Record<string, Frag>>, result: Frag): Frag {
  const named = Object.entries(values).map(([name, value]) => frag`${value} AS ${raw(name)}`);
  return frag`(SELECT ${result} FROM (SELECT ${join(named, ', ')} OFFSET 0) AS _f)`;
}

/** A comparison whose null means false: left bare where that is the reader's view too, so that indexes apply. */
export const known = (comparison: Frag, call: SqlCall): Frag =>
  call.loose ? frag`(${comparison})` : frag`coalesce(${comparison}, false)`;

/** Null beyond 38 digits of plain notation, as in JS. */
export const fitNumber = (number: Frag): Frag =>
  fence(
    { v: number },
    raw(`CASE WHEN length(translate(trim_scale(_f.v)::text, '-.', '')) <= ${MAX_DIGITS} THEN _f.v END`),
  );

/** A date, or null outside years 1 to 9999. */
export const fitDate = (date: Frag): Frag =>
  fence({ v: date }, raw(`CASE WHEN _f.v BETWEEN '0001-01-01' AND '9999-12-31' THEN _f.v::date END`));

/** An instant, or null out of the range of instants. */
export const fitInstant = (instant: Frag): Frag =>
  fence({ v: instant }, raw(`CASE WHEN _f.v BETWEEN '${FIRST_INSTANT}' AND '${LAST_INSTANT}' THEN _f.v END`));

const atZone = (moment: Frag, call: SqlCall): Frag =>
  frag`(${moment} AT TIME ZONE ${param(call.env.tz, 'text')})`;

/** The zone's clock at an instant (timestamptz → timestamp). */
export const toLocal = (instant: Frag, call: SqlCall): Frag => atZone(instant, call);

/** The instant of a local time (timestamp → timestamptz); one operator of PostgreSQL works both ways. */
export const toInstant = (local: Frag, call: SqlCall): Frag => atZone(local, call);

/** A date argument, or the local day of a datetime argument. */
export function dayOf(call: SqlCall, index: number): Frag {
  const value = call.arg(index);
  return call.types[index]?.kind === 'datetime' ? frag`${toLocal(value, call)}::date` : value;
}

/** A date_trunc unit from a checked keyword. */
export function unitOf(call: SqlCall, index: number): string {
  const unit = UNITS.find((candidate) => candidate === call.literal(index));
  if (!unit) throw new Error(`no calendar unit: ${call.literal(index)}`);
  return unit;
}

/** The interval of one calendar unit. */
export const oneOf = (unit: string): Frag =>
  raw(unit === 'quarter' ? `interval '3 months'` : `interval '1 ${unit}'`);

/** The elements of a relation as an array, in order; null without any. */
export const arrayOf = ({ from, where, value, order }: SqlElements): Frag =>
  frag`(SELECT array_agg(${value} ORDER BY ${order}) FROM ${from} WHERE ${where})`;

/** All values of a call as rows of one column: its scalar arguments, and the elements of its lists. */
export function valuesOf(call: SqlCall): Frag {
  const parts = call.types.map(({ many }, index) => {
    if (!many) return frag`SELECT ${call.arg(index)} AS v`;
    const { from, where, value } = call.elements(index);
    return frag`SELECT ${value} AS v FROM ${from} WHERE ${where}`;
  });
  return join(parts, ' UNION ALL ');
}

/** A number as an integer between two bounds; null stays null. */
export const wholeBetween = (number: Frag, least: number, most: number): Frag =>
  frag`least(greatest(trunc(${number}), ${raw(String(least))}), ${raw(String(most))})::int`;

/** Text that is not empty and not longer than a million characters, else null. For names inside a `fence`. */
export const fitText = (text: Frag): Frag =>
  fence({ t: text }, raw(`CASE WHEN char_length(_f.t) <= ${MAX_TEXT} THEN nullif(_f.t, '') END`));

/** Result of a computation that is exact to 40 places and more, as JS has it. */
export const settle = (number: string): string => `round(round(${number}, 40), 12)`;

/** Letters that lower() under "C" leaves alone. */
const FAR = [...FOLDS].filter(([capital]) => capital > '\x7f');

/**
 * A text argument folded like `foldCase`. lower() under "C" touches ASCII alone. translate() walks its table for
 * each character, so for a literal `needle` only letters that can match it are listed: none for Chinese or ASCII.
 */
export function folded(call: SqlCall, index: number, needle: Value | undefined): Frag {
  const wanted = typeof needle === 'string' ? new Set(foldCase(needle)) : null;
  const far = wanted ? FAR.filter(([, small]) => wanted.has(small)) : FAR;
  const low = frag`lower(${call.arg(index)} COLLATE "C")`;
  if (far.length === 0) return low;
  const from = far.map(([capital]) => capital).join('');
  const to = far.map(([, small]) => small).join('');
  return frag`translate(${low}, ${param(from, 'text')}, ${param(to, 'text')})`;
}

/** The needle of a text search, folded: in JS when it is a literal. */
export function foldedNeedle(call: SqlCall, index: number): Frag {
  const needle = call.literal(index);
  return typeof needle === 'string' ? param(foldCase(needle), 'text') : folded(call, index, undefined);
}
