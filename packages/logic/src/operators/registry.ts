import type { Operator } from '../operator.ts';
import { abs } from './abs/index.ts';
import { add } from './add/index.ts';
import { all } from './all/index.ts';
import { and } from './and/index.ts';
import { between } from './between/index.ts';
import { coalesce } from './coalesce/index.ts';
import { concat } from './concat/index.ts';
import { contains } from './contains/index.ts';
import { count } from './count/index.ts';
import { dateAdd } from './date-add/index.ts';
import { dateDiff } from './date-diff/index.ts';
import { divide } from './divide/index.ts';
import { endOf } from './end-of/index.ts';
import { endsWith } from './ends-with/index.ts';
import { eq } from './eq/index.ts';
import { ge } from './ge/index.ts';
import { gt } from './gt/index.ts';
import { hasAll } from './has-all/index.ts';
import { hasAny } from './has-any/index.ts';
import { hasNone } from './has-none/index.ts';
import { choose } from './if/index.ts';
import { isIn } from './in/index.ts';
import { isEmptyOperator } from './is-empty/index.ts';
import { le } from './le/index.ts';
import { lt } from './lt/index.ts';
import { max } from './max/index.ts';
import { min } from './min/index.ts';
import { month } from './month/index.ts';
import { multiply } from './multiply/index.ts';
import { ne } from './ne/index.ts';
import { none } from './none/index.ts';
import { not } from './not/index.ts';
import { notEmpty } from './not-empty/index.ts';
import { or } from './or/index.ts';
import { round } from './round/index.ts';
import { some } from './some/index.ts';
import { startOf } from './start-of/index.ts';
import { startsWith } from './starts-with/index.ts';
import { subtract } from './subtract/index.ts';
import { toDate } from './to-date/index.ts';
import { year } from './year/index.ts';

/** Operators by folder: one line each, see README “Add an operator”. */
const folders = {
  abs,
  add,
  all,
  and,
  between,
  coalesce,
  concat,
  contains,
  count,
  'date-add': dateAdd,
  'date-diff': dateDiff,
  divide,
  'end-of': endOf,
  'ends-with': endsWith,
  eq,
  ge,
  gt,
  'has-all': hasAll,
  'has-any': hasAny,
  'has-none': hasNone,
  if: choose,
  in: isIn,
  'is-empty': isEmptyOperator,
  le,
  lt,
  max,
  min,
  month,
  multiply,
  ne,
  none,
  not,
  'not-empty': notEmpty,
  or,
  round,
  some,
  'start-of': startOf,
  'starts-with': startsWith,
  subtract,
  'to-date': toDate,
  year,
} satisfies Readonly<Record<string, Operator>>;

export const operatorFolders: Readonly<Record<string, Operator>> = folders;

/** All operators by their names in expressions. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  Object.values(folders).map((op) => [op.name, op]),
);
