/** The text of formulas: parsed to expressions and printed back. */
export type { SyntaxNode as FormulaNode, Tree as FormulaTree } from '@lezer/common';
export { formulaIssueText, formulaMessages } from './messages.ts';
export { type FormulaLabels, namesOf } from './names.ts';
export { parseFormula } from './parse.ts';
export { type PrintOptions, printFormula } from './print.ts';
export { syntaxOf as formulaTree } from './syntax.ts';
export type * from './types.ts';
