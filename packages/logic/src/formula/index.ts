/** The text of formulas: parsed to expressions and printed back. */
export { formulaIssueText, formulaMessages } from './messages.ts';
export { type FormulaLabels, namesOf } from './names.ts';
export { parseFormula } from './parse.ts';
export { parser as formulaParser } from './parser.generated.ts';
export { type PrintOptions, printFormula } from './print.ts';
export type * from './types.ts';
