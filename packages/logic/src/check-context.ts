import type { ExprNode, Path } from './tree.ts';
import type { ExprIssue, Json, OptionLabels, Scope, ScopeForm, ValueType } from './types.ts';

/** What the row of an enclosing `some/all/count/map…` is: a record of a form, or an element of a many-value. */
export type RowScope =
  | { readonly form: ScopeForm }
  | { readonly element: ValueType; readonly options?: OptionLabels | undefined };

/** What one check allows and adds. */
interface CheckRules {
  /** The reader knows the record before the change. */
  readonly before: boolean;
  /** Arithmetic takes an empty field for 0. */
  readonly emptyAsZero: boolean;
}

/** State of one check. */
export interface CheckContext {
  readonly scope: Scope;
  readonly row: RowScope | null;
  readonly rules: CheckRules;
  /** Paths of the record mean what it was before the change. */
  readonly past: boolean;
  readonly depth: number;
  /** Shared by the whole check. */
  readonly budget: { nodes: number };
  readonly issues: ExprIssue[];
  /** What is strange but has a meaning. */
  readonly warnings: ExprIssue[];
  /** Checks a part. Here, so that the files of the checker need no import cycle. */
  infer(context: CheckContext, expr: Json, at: Path): ExprNode | Untyped | undefined;
}

/** A literal whose kind its surroundings decide. */
export interface Untyped {
  readonly node: 'untyped';
  readonly at: Path;
  readonly json: Json;
}

/** Reports an issue and returns nothing, so that checks can `return fail(…)`. */
export function fail(
  context: CheckContext,
  path: Path,
  code: string,
  params?: ExprIssue['params'],
): undefined {
  context.issues.push(params ? { path, code, params } : { path, code });
  return undefined;
}
