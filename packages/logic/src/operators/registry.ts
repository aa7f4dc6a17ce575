import type { Operator } from '../operator.ts';
import { abs } from './abs/index.ts';
import { add } from './add/index.ts';
import { addWorkdaysTo } from './add-workdays/index.ts';
import { all } from './all/index.ts';
import { amountInCapitals } from './amount-in-chinese/index.ts';
import { and } from './and/index.ts';
import { avg } from './avg/index.ts';
import { becomes } from './becomes/index.ts';
import { between } from './between/index.ts';
import { ceil } from './ceil/index.ts';
import { coalesce } from './coalesce/index.ts';
import { concat } from './concat/index.ts';
import { contains } from './contains/index.ts';
import { count } from './count/index.ts';
import { dateAdd } from './date-add/index.ts';
import { dateDiff } from './date-diff/index.ts';
import { day } from './day/index.ts';
import { distance } from './distance/index.ts';
import { distinct } from './distinct/index.ts';
import { divide } from './divide/index.ts';
import { encodeUrl } from './encode-url/index.ts';
import { endOf } from './end-of/index.ts';
import { endsWith } from './ends-with/index.ts';
import { epoch } from './epoch/index.ts';
import { eq } from './eq/index.ts';
import { exp } from './exp/index.ts';
import { fileNames } from './file-names/index.ts';
import { filter } from './filter/index.ts';
import { find } from './find/index.ts';
import { first } from './first/index.ts';
import { floor } from './floor/index.ts';
import { formatDate } from './format-date/index.ts';
import { formatNumber } from './format-number/index.ts';
import { ge } from './ge/index.ts';
import { gt } from './gt/index.ts';
import { hasAll } from './has-all/index.ts';
import { hasAny } from './has-any/index.ts';
import { hasNone } from './has-none/index.ts';
import { hour } from './hour/index.ts';
import { choose } from './if/index.ts';
import { isIn } from './in/index.ts';
import { isEmptyOperator } from './is-empty/index.ts';
import { item } from './item/index.ts';
import { join } from './join/index.ts';
import { last } from './last/index.ts';
import { le } from './le/index.ts';
import { left } from './left/index.ts';
import { length } from './length/index.ts';
import { ln } from './ln/index.ts';
import { log } from './log/index.ts';
import { lower } from './lower/index.ts';
import { lt } from './lt/index.ts';
import { makeDate } from './make-date/index.ts';
import { makeTime } from './make-time/index.ts';
import { map } from './map/index.ts';
import { max } from './max/index.ts';
import { mid } from './mid/index.ts';
import { min } from './min/index.ts';
import { minute } from './minute/index.ts';
import { modulo } from './modulo/index.ts';
import { month } from './month/index.ts';
import { multiply } from './multiply/index.ts';
import { ne } from './ne/index.ts';
import { none } from './none/index.ts';
import { not } from './not/index.ts';
import { notEmpty } from './not-empty/index.ts';
import { or } from './or/index.ts';
import { readDate } from './parse-date/index.ts';
import { part } from './part/index.ts';
import { power } from './power/index.ts';
import { quarter } from './quarter/index.ts';
import { repeat } from './repeat/index.ts';
import { replace } from './replace/index.ts';
import { right } from './right/index.ts';
import { round } from './round/index.ts';
import { roundDown } from './round-down/index.ts';
import { roundUp } from './round-up/index.ts';
import { second } from './second/index.ts';
import { sign } from './sign/index.ts';
import { some } from './some/index.ts';
import { split } from './split/index.ts';
import { sqrt } from './sqrt/index.ts';
import { startOf } from './start-of/index.ts';
import { startsWith } from './starts-with/index.ts';
import { subtract } from './subtract/index.ts';
import { sum } from './sum/index.ts';
import { toDate } from './to-date/index.ts';
import { toDatetime } from './to-datetime/index.ts';
import { toNumber } from './to-number/index.ts';
import { toTime } from './to-time/index.ts';
import { trim } from './trim/index.ts';
import { upper } from './upper/index.ts';
import { week } from './week/index.ts';
import { weekday } from './weekday/index.ts';
import { workdaysBetween } from './workdays-between/index.ts';
import { year } from './year/index.ts';

/** Operators by folder: one line each, see README “Add an operator”. */
const folders = {
  abs,
  add,
  'add-workdays': addWorkdaysTo,
  all,
  'amount-in-chinese': amountInCapitals,
  and,
  avg,
  becomes,
  between,
  ceil,
  coalesce,
  concat,
  contains,
  count,
  'date-add': dateAdd,
  'date-diff': dateDiff,
  day,
  distance,
  distinct,
  divide,
  'encode-url': encodeUrl,
  'end-of': endOf,
  'ends-with': endsWith,
  epoch,
  eq,
  exp,
  'file-names': fileNames,
  filter,
  find,
  first,
  floor,
  'format-date': formatDate,
  'format-number': formatNumber,
  ge,
  gt,
  'has-all': hasAll,
  'has-any': hasAny,
  'has-none': hasNone,
  hour,
  if: choose,
  in: isIn,
  'is-empty': isEmptyOperator,
  item,
  join,
  last,
  le,
  left,
  length,
  ln,
  log,
  lower,
  lt,
  'make-date': makeDate,
  'make-time': makeTime,
  map,
  max,
  mid,
  min,
  minute,
  modulo,
  month,
  multiply,
  ne,
  none,
  not,
  'not-empty': notEmpty,
  or,
  'parse-date': readDate,
  part,
  power,
  quarter,
  repeat,
  replace,
  right,
  round,
  'round-down': roundDown,
  'round-up': roundUp,
  second,
  sign,
  some,
  split,
  sqrt,
  'start-of': startOf,
  'starts-with': startsWith,
  subtract,
  sum,
  'to-date': toDate,
  'to-datetime': toDatetime,
  'to-number': toNumber,
  'to-time': toTime,
  trim,
  upper,
  week,
  weekday,
  'workdays-between': workdaysBetween,
  year,
} satisfies Readonly<Record<string, Operator>>;

export const operatorFolders: Readonly<Record<string, Operator>> = folders;

/** All operators by their names in expressions. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  Object.values(folders).map((op) => [op.name, op]),
);
