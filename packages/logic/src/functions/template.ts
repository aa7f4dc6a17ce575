import type { Expr } from '../types.ts';

/**
 * Reading a call back from an expression: `toExpr` is run on placeholders, and what comes out is laid over the
 * expression. So a function is written once and both directions agree.
 */

const HOLE = '$hole';

/** Stands for argument `index` in a template. */
export const hole = (index: number): Expr => ({ [HOLE]: index });

type Node = Readonly<Record<string, Expr>>;

const isNode = (expr: Expr): expr is Node =>
  expr !== null && typeof expr === 'object' && !Array.isArray(expr);

/** JSON-logic's short form: one argument needs no list. */
const listOf = (body: Expr): readonly Expr[] => (Array.isArray(body) ? (body as readonly Expr[]) : [body]);

/** Whether two expressions are the same, short forms alike. */
export function sameExpr(a: Expr, b: Expr): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && sameList(a as readonly Expr[], b as readonly Expr[]);
  if (!isNode(a) || !isNode(b)) return false;
  const [name, body] = Object.entries(a)[0] ?? [];
  const [other, theirs] = Object.entries(b)[0] ?? [];
  if (name === undefined || name !== other || body === undefined || theirs === undefined) return false;
  return Object.keys(a).length === Object.keys(b).length && sameList(listOf(body), listOf(theirs));
}

const sameList = (a: readonly Expr[], b: readonly Expr[]): boolean =>
  a.length === b.length && a.every((item, index) => sameExpr(item, b[index] as Expr));

/** What fills the holes of a template so that it becomes the expression; undefined where it cannot. */
export function unify(template: Expr, expr: Expr, count: number): readonly (Expr | undefined)[] | undefined {
  const found: (Expr | undefined)[] = Array.from({ length: count }, () => undefined);
  return fits(template, expr, found) ? found : undefined;
}

function fits(template: Expr, expr: Expr, found: (Expr | undefined)[]): boolean {
  if (!isNode(template)) {
    return Array.isArray(template)
      ? Array.isArray(expr) && fitsList(template as readonly Expr[], expr as readonly Expr[], found)
      : template === expr;
  }
  const [name, body] = Object.entries(template)[0] ?? ['', null];
  if (name === HOLE) {
    const index = Number(body);
    const before = found[index];
    if (before !== undefined) return sameExpr(before, expr);
    found[index] = expr;
    return true;
  }
  if (!isNode(expr) || !Object.hasOwn(expr, name) || Object.keys(expr).length !== 1) return false;
  return fitsList(listOf(body), listOf(expr[name] ?? null), found);
}

const fitsList = (template: readonly Expr[], exprs: readonly Expr[], found: (Expr | undefined)[]): boolean =>
  template.length === exprs.length &&
  template.every((part, index) => fits(part, exprs[index] as Expr, found));

/** Name of the operator on top of an expression; undefined for literals. */
export const operatorOf = (expr: Expr): string | undefined =>
  isNode(expr) ? Object.keys(expr)[0] : undefined;

/** How many arguments that operator has. */
export function widthOf(expr: Expr): number {
  const body = isNode(expr) ? Object.values(expr)[0] : undefined;
  return body === undefined ? 0 : listOf(body).length;
}
