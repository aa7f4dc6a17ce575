import { operators } from '../operators/registry.ts';
import type { Expr, Json } from '../types.ts';

/** Rows that surround a part of an expression: the full path to them, or unknown ones. Null outside of rows. */
export type Around = string | '?' | null;

export interface Call {
  readonly name: string;
  readonly args: readonly Json[];
}

/** An operator object taken apart; undefined for anything else, `var` included. */
export function callOf(expr: Json): Call | undefined {
  if (expr === null || typeof expr !== 'object' || Array.isArray(expr)) return undefined;
  const keys = Object.keys(expr);
  const [name] = keys;
  if (name === undefined || keys.length !== 1 || name === 'var') return undefined;
  const body = (expr as { readonly [key: string]: Json })[name] as Json;
  return { name, args: Array.isArray(body) ? (body as readonly Json[]) : [body] };
}

/** The path of `{"var": …}`. */
export function varOf(expr: Json | undefined): string | undefined {
  if (expr === null || typeof expr !== 'object' || Array.isArray(expr)) return undefined;
  const body = (expr as { readonly [key: string]: Json }).var;
  const path = Array.isArray(body) && body.length === 1 ? (body[0] as Json) : body;
  return typeof path === 'string' && Object.keys(expr).length === 1 ? path : undefined;
}

/** Whether a path starts at the row around it. */
export const isRow = (path: string): boolean => path === 'row' || path.startsWith('row.');

/** A path from the record: `row.price` inside the rows `lines` is `lines.price`. */
export function absolute(path: string, around: Around): string {
  return around !== null && around !== '?' && isRow(path) ? around + path.slice('row'.length) : path;
}

/** The rows around each argument of a call. */
export function aroundArgs(call: Call, around: Around): readonly Around[] {
  return bodiesOf(call).map((isBody, index) =>
    isBody ? rowsOfSource(call.args[index - 1] ?? null, around) : around,
  );
}

function bodiesOf({ name, args }: Call): readonly boolean[] {
  const params = operators.get(name)?.signature.params(args.length) ?? [];
  return args.map((_, index) => params[index]?.is === 'body');
}

/** What the body after this argument runs over; some rows of a path are rows of that path. */
export function rowsOfSource(source: Json, around: Around): Around {
  const call = callOf(source);
  if (call?.name === 'filter') return rowsOfSource(call.args[0] ?? null, around);
  const path = varOf(source);
  if (path === undefined || (isRow(path) && around === '?')) return '?';
  return absolute(path, around);
}

export interface Place {
  readonly around: Around;
  /** Bodies between the start of the walk and here. */
  readonly depth: number;
}

/** The expression with each call and path replaced, from the inside out; unchanged parts stay the same objects. */
export function rewrite(
  expr: Expr,
  place: Place,
  replace: (part: Expr, place: Place, before: Expr) => Expr,
): Expr {
  const call = callOf(expr);
  if (!call) return varOf(expr) === undefined ? expr : replace(expr, place, expr);
  const inside = aroundArgs(call, place.around);
  const bodies = bodiesOf(call);
  const args = call.args.map((arg, index) =>
    rewrite(arg, bodies[index] ? { around: inside[index] ?? '?', depth: place.depth + 1 } : place, replace),
  );
  const same = args.every((arg, index) => arg === call.args[index]);
  return replace(same ? expr : { [call.name]: args }, place, expr);
}

/** One spelling for what means the same: arguments always in a list, a path never. */
export function plain(expr: Expr): Expr {
  if (Array.isArray(expr)) return (expr as readonly Json[]).map(plain);
  const path = varOf(expr);
  if (path !== undefined) return { var: path };
  const call = callOf(expr);
  return call ? { [call.name]: call.args.map(plain) } : expr;
}

export const sameExpr = (a: Expr, b: Expr): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b));
