export { amountInChinese, amountInEnglish } from './amount-words.ts';
export { addMonths, addUnits, parseDate, parseTime, startOfUnit } from './calendar.ts';
export { type CheckOptions, type CheckResult, check, MAX_DEPTH, MAX_NODES } from './check.ts';
export { MAX_LIST } from './check-literal.ts';
export { MAX_STEPS } from './check-var.ts';
export { compile } from './compile.ts';
export {
  absDecimal,
  addDecimal,
  compareDecimal,
  DIVISION_PLACES,
  divDecimal,
  MAX_DIGITS,
  meanDecimal,
  mulDecimal,
  normalizeDecimal,
  roundDecimal,
  subDecimal,
} from './decimal.ts';
export { evaluate, test } from './engine.ts';
export { explain, type Trace } from './explain.ts';
export { compareText, foldCase } from './fold.ts';
export * from './formula/index.ts';
export {
  type FormulaFunction,
  FUNCTION_GROUPS,
  type FunctionDoc,
  type FunctionGroup,
  type FunctionParam,
  functionNamed,
  functionOf,
  functions,
  leastArgs,
  mostArgs,
  type RowsIn,
  type RowsOf,
  rowsIn,
} from './functions/index.ts';
export { MAX_TEXT } from './literal.ts';
export { meaningOf } from './meaning.ts';
export { exprMessages, issueText, kindNames, type Locale } from './messages.ts';
export type { Example, NullRule, Operator, OperatorDoc, Param, Signature } from './operator.ts';
export { operators } from './operators/registry.ts';
export { type Ordered, order } from './order.ts';
export type { Row } from './read.ts';
export { references } from './references.ts';
export type { Checked } from './tree.ts';
export type * from './types.ts';
export {
  dayRange,
  FIRST_INSTANT,
  firstInstant,
  isZone,
  LAST_INSTANT,
  localDate,
  localDateTime,
  normalizeInstant,
  startOfDay,
  zonedToInstant,
} from './tz.ts';
export { inWords, type Labels } from './words.ts';
