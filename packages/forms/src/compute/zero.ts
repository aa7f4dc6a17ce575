import { check, type Expr, type Json, type Scope } from '@trellis/logic';

/** Operators that ask whether a value is there, or what to take when it is not: for them empty stays empty. */
const ASKING = new Set(['is_empty', 'not_empty', 'coalesce']);

/** The expression with 0 in place of each empty number of the record ("empty counts as 0" of a formula). */
export function emptyAsZero(expr: Expr, scope: Scope): Expr {
  if (Array.isArray(expr)) return (expr as readonly Json[]).map((part) => emptyAsZero(part, scope));
  if (expr === null || typeof expr !== 'object') return expr;
  const [[name, body] = []] = Object.entries(expr);
  if (name === undefined) return expr;
  if (name === 'var') return isNumber(expr, scope) ? { coalesce: [expr, 0] } : expr;
  return ASKING.has(name) ? expr : { [name]: emptyAsZero(body as Expr, scope) };
}

/** A path that leads to one number; rows and their fields keep the rule of their own: aggregates skip what is empty. */
function isNumber(path: Expr, scope: Scope): boolean {
  const result = check(path, scope);
  return result.ok && result.value.type.kind === 'number' && !result.value.type.many;
}
