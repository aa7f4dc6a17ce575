import type { Expr, ExprIssue } from '../types.ts';

/** A part of a formula's text, in UTF-16 units as editors count. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A mistake in a formula, where it stands. Codes are those of `formulaMessages` and of the checker. */
export interface FormulaIssue extends Span {
  readonly code: string;
  readonly params?: ExprIssue['params'];
}

/** What stands in braces: found, or not, or of several fields. */
export type Found =
  | { readonly is: 'path'; readonly path: string; readonly rows: readonly string[] }
  | { readonly is: 'unknown' }
  | { readonly is: 'ambiguous'; readonly paths: readonly string[] };

export interface FormulaOption {
  readonly key: string;
  /** What people call it; the first one is shown. */
  readonly labels: readonly string[];
}

/** How a formula names the fields of its form; `namesOf` makes one from a scope and labels. */
export interface FormulaNames {
  /**
   * `客户.等级`, `customer.grade` or a mix of both. `rows`: the beginnings of the path,
   * the whole perhaps included, that are many rows.
   */
  find(text: string): Found;
  /** A path as people read it: `客户.等级`; the path itself where it has no label or one that means something else. */
  show(path: string): string;
  /** Options of the field at the end of a path; none for other fields. */
  options(path: string): readonly FormulaOption[];
  /** The path to what names the record that a reference at the end of a path points to, where there is such a thing. */
  title(path: string): string | undefined;
}

export type ParsedFormula =
  | {
      readonly ok: true;
      readonly expr: Expr;
      /** Where the part at a JSON pointer stands in the text: the part itself, or the nearest whole around it. */
      spanOf(path: ExprIssue['path']): Span;
    }
  | { readonly ok: false; readonly issues: readonly FormulaIssue[] };
