import { check } from '../check.ts';
import type { Expr, Json, Scope } from '../types.ts';
import { callOf, rewrite } from './walk.ts';

/**
 * Excel counts days with signs: `{到期日} - TODAY()` are the days between, `{到期日} + 7` a week later. The language has
 * operators of its own for both. Inside of rows, whose fields are not known from here, signs are those of numbers.
 */
export function signsOfDates(expr: Expr, scope: Scope, copied: (from: Expr, to: Expr) => void): Expr {
  return rewrite(expr, { around: null, depth: 0 }, (part, { depth }, before) => {
    const next = depth === 0 ? meant(part, scope) : part;
    if (next !== before) copied(before, next);
    return next;
  });
}

function meant(expr: Expr, scope: Scope): Expr {
  const call = callOf(expr);
  const [first, second, ...more] = call?.args ?? [];
  if (first === undefined || second === undefined) return expr;
  if (call?.name === '-' && more.length === 0 && isMoment(first, scope)) {
    return isMoment(second, scope)
      ? { date_diff: [first, second] }
      : { date_add: [first, negative(second), 'day'] };
  }
  if (call?.name !== '+') return expr;
  const moments = call.args.filter((arg) => isMoment(arg, scope));
  const days = call.args.filter((arg) => !moments.includes(arg));
  const [moment] = moments;
  if (moment === undefined || moments.length > 1) return expr;
  return { date_add: [moment, days.length === 1 ? (days[0] as Json) : { '+': days }, 'day'] };
}

const negative = (days: Json): Expr => (typeof days === 'number' ? -days : { '-': [0, days] });

function isMoment(expr: Json, scope: Scope): boolean {
  if (expr === null || typeof expr !== 'object') return false;
  const checked = check(expr, scope);
  const type = checked.ok ? checked.value.type : undefined;
  return (type?.kind === 'date' || type?.kind === 'datetime') && !type.many;
}
