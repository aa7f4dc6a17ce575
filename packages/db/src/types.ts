import pg from 'pg';

type Parser = (value: string) => unknown;

const { builtins, getTypeParser } = pg.types;
const text: Parser = (value) => value;

/**
 * `2026-11-22 06:43:21.5+00` (the form PostgreSQL sends under TimeZone=UTC) → `2026-11-22T06:43:21.500Z`.
 * Slicing text costs a fraction of a Date, and our columns keep milliseconds. Other forms (infinity, BC) pass as is.
 */
function isoInstant(value: string): string {
  if (!value.endsWith('+00') || value.charCodeAt(10) !== 32) return value;
  const fraction = value.slice(20, -3);
  return `${value.slice(0, 10)}T${value.slice(11, 19)}.${(`${fraction}000`).slice(0, 3)}Z`;
}

/** pg names only the scalar types. */
const ARRAYS = {
  text: 1009,
  int8: 1016,
  numeric: 1231,
  date: 1182,
  timestamp: 1115,
  timestamptz: 1185,
  time: 1183,
  uuid: 2951,
};

const textArray = getTypeParser(ARRAYS.text as never) as (value: string) => (string | null)[];
const arrayOf =
  (item: (value: string) => string): Parser =>
  (value) =>
    textArray(value).map((entry) => (entry === null ? null : item(entry)));

/** Exact and dated values stay text, as they travel in the API; pg would make floats and local Dates of some. */
const PARSERS = new Map<number, Parser>([
  [builtins.INT8, text],
  [builtins.NUMERIC, text],
  [builtins.DATE, text],
  [builtins.TIME, text],
  [builtins.TIMESTAMP, text],
  [builtins.INTERVAL, text],
  [builtins.TIMESTAMPTZ, isoInstant],
  [ARRAYS.int8, textArray],
  [ARRAYS.numeric, textArray],
  [ARRAYS.date, textArray],
  [ARRAYS.timestamp, textArray],
  [ARRAYS.time, textArray],
  [ARRAYS.uuid, textArray],
  [ARRAYS.timestamptz, arrayOf(isoInstant)],
]);

/** pg's parsers with ours before them. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && PARSERS.get(oid)) ||
    getTypeParser(oid, format as 'text')) as typeof getTypeParser,
};
