import { type Expr, type Json, references, type Scope, type ScopeForm, type Value } from '@trellis/logic';
import type { LinkedCondition } from '@trellis/metadata';
import type { CompiledForm } from '../form/compile.ts';
import { scopeOf } from '../form/scope.ts';

/** The name under which a condition on other records reaches the record at hand. */
export const RECORD = '$record';

/** What the conditions of `form` on records of `target` may name: their fields, and the record's as `$record.field`. */
export function linkedScope(
  target: CompiledForm,
  form: CompiledForm,
  forms: ReadonlyMap<string, CompiledForm>,
): Scope {
  const found = scopeOf(target, forms);
  const own: ScopeForm = (forms.has(form.ref) ? scopeOf(form, forms).form : undefined) ?? form.scopeForm;
  const fields = new Map(found.form.fields);
  fields.set(RECORD, { type: { kind: 'ref' }, target: RECORD });
  return {
    form: { ref: found.form.ref, fields },
    formOf: (ref) => (ref === RECORD ? own : found.formOf(ref)),
  };
}

/** Paths of the record at hand that a condition reads: `$record.customer.industry` is "customer.industry". */
export const recordPaths = (where: Expr | undefined): readonly string[] =>
  references(where ?? null).flatMap((path) =>
    path.startsWith(`${RECORD}.`) ? [path.slice(RECORD.length + 1)] : [],
  );

/** A condition with the values of one record in it: an expression over the other form alone, or nothing can meet it. */
export type BoundCondition = { readonly never: true } | { readonly never: false; readonly filter?: Expr };

/** Marks a part of the condition that is left out. */
const LEFT_OUT = Symbol('left out');
class Never extends Error {}

/**
 * Puts the values of a record into a condition, so that it is an ordinary filter of the other form.
 * @param read value at a path of the record; null is empty
 */
export function bindCondition(
  { where, empty = 'ignore' }: LinkedCondition,
  read: (path: string) => Value,
): BoundCondition {
  if (where === undefined || where === null || where === true) return { never: false };
  const value = (path: string): Value => {
    const found = read(path);
    return Array.isArray(found) && found.length === 0 ? null : found;
  };
  const leaf = (expr: Expr): Expr | typeof LEFT_OUT => {
    const lone = loneTest(expr);
    if (lone) return (value(lone.path) === null) === lone.empty;
    const paths = recordPaths(expr);
    if (paths.some((path) => value(path) === null)) {
      if (empty === 'none') throw new Never();
      if (empty === 'ignore') return LEFT_OUT;
      return replaced(emptiness(expr) ?? expr, value);
    }
    return paths.length > 0 ? replaced(expr, value) : expr;
  };
  const walk = (expr: Expr): Expr | typeof LEFT_OUT => {
    const [name, args] = only(expr);
    if ((name === 'and' || name === 'or') && Array.isArray(args)) {
      const kept = (args as readonly Expr[]).map(walk).filter((part) => part !== LEFT_OUT) as Expr[];
      if (kept.length === 0) return LEFT_OUT;
      return kept.length === 1 ? kept[0]! : { [name]: kept };
    }
    if (name === '!' && Array.isArray(args) && args.length === 1) {
      const inner = walk(args[0] as Expr);
      return inner === LEFT_OUT ? LEFT_OUT : { '!': [inner] };
    }
    return leaf(expr);
  };
  try {
    const filter = walk(where);
    if (filter === LEFT_OUT || filter === true) return { never: false };
    return filter === false ? { never: true } : { never: false, filter };
  } catch (error) {
    if (error instanceof Never) return { never: true };
    throw error;
  }
}

/** `is_empty` or `not_empty` of a value of the record: decided at once, whatever the policy for empty values. */
function loneTest(expr: Expr): { readonly path: string; readonly empty: boolean } | undefined {
  const [name, args] = only(expr);
  if (name !== 'is_empty' && name !== 'not_empty') return undefined;
  const path = ownPath(Array.isArray(args) ? (args[0] as Json) : (args as Json));
  return path === undefined ? undefined : { path, empty: name === 'is_empty' };
}

/** Comparisons with an empty value that people mean as "is empty too". */
const EQUALITIES = new Set(['==', 'in', 'has_any', 'has_all']);

/** For an equality with a value of the record: the test that its other side is empty. */
function emptiness(expr: Expr): Expr | undefined {
  const [name, args] = only(expr);
  if (!EQUALITIES.has(name ?? '') || !Array.isArray(args) || args.length !== 2) return undefined;
  const [left = null, right = null] = args as readonly Json[];
  const other = ownPath(right) !== undefined ? left : ownPath(left) !== undefined ? right : undefined;
  return other === undefined || ownPath(other) !== undefined ? undefined : { is_empty: [other] };
}

function ownPath(expr: Json): string | undefined {
  const [name, args] = only(expr);
  const path = name === 'var' ? (Array.isArray(args) ? args[0] : args) : undefined;
  return typeof path === 'string' && path.startsWith(`${RECORD}.`)
    ? path.slice(RECORD.length + 1)
    : undefined;
}

function replaced(expr: Json, value: (path: string) => Value): Json {
  const path = ownPath(expr);
  if (path !== undefined) return value(path) as Json;
  if (Array.isArray(expr)) return (expr as readonly Json[]).map((item) => replaced(item, value));
  if (typeof expr !== 'object' || expr === null) return expr;
  return Object.fromEntries(Object.entries(expr).map(([key, item]) => [key, replaced(item, value)]));
}

/** Name and operand of an operator object. */
function only(expr: Json): readonly [string | undefined, Json | undefined] {
  if (typeof expr !== 'object' || expr === null || Array.isArray(expr)) return [undefined, undefined];
  const entries = Object.entries(expr as { [key: string]: Json });
  return entries.length === 1 && entries[0] ? entries[0] : [undefined, undefined];
}
