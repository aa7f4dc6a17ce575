import type { Expr } from '../types.ts';

/** Sections of the function catalogue, in the order in which people read it. */
export const FUNCTION_GROUPS = ['math', 'logic', 'text', 'date', 'list', 'people'] as const;
export type FunctionGroup = (typeof FUNCTION_GROUPS)[number];

export interface FunctionParam {
  readonly name: { readonly zh: string; readonly en: string };
  readonly optional?: true;
  /** The last parameter, given any number of times. */
  readonly repeat?: true;
  /**
   * Evaluated once for each row of the first argument: fields of those rows are written as anywhere else
   * (`{明细.数量}`), and mean the row (`{"var":"row.quantity"}`).
   */
  readonly perRow?: true;
  /** The words that may stand here, the preferred spelling of each first. */
  readonly choices?: readonly string[];
}

export interface FunctionDoc {
  /** What it gives, with what happens to empty values. */
  readonly summary: string;
  /** Formula text; without fields it can be run as it stands. */
  readonly example: string;
}

/** Rows behind a to-many path: `lines.price` → the rows `lines`, and `row.price` in each. */
export interface RowsIn {
  readonly rows: Expr;
  readonly row: Expr;
}

/** What an argument says of rows, for functions that need rows and field apart; undefined for any other argument. */
export type RowsOf = (argument: Expr) => RowsIn | undefined;

/** A function of formula text. It stands for operators: formulas, conditions and filters are one language. */
export interface FormulaFunction {
  /** Capital letters, as it is printed; read in any case. */
  readonly name: string;
  /** Other names under which people know it. */
  readonly aliases: readonly string[];
  readonly group: FunctionGroup;
  readonly params: readonly FunctionParam[];
  readonly docs: { readonly zh: FunctionDoc; readonly en: FunctionDoc };
  /** The expression of a call whose number of arguments fits `params`. Total: wrong types are left to `check`. */
  toExpr(args: readonly Expr[], rowsOf: RowsOf): Expr;
  /** The arguments with which `toExpr` gives this very expression; undefined where there are none. */
  fromExpr(expr: Expr): readonly Expr[] | undefined;
}
