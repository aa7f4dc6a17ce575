import { adopt, isSoft } from './check-adopt.ts';
import { checkCall } from './check-call.ts';
import { type CheckContext, fail, type Untyped } from './check-context.ts';
import { checkLiteral } from './check-literal.ts';
import { warnOfOptions } from './check-options.ts';
import { checkVar, fieldAt } from './check-var.ts';
import { operators } from './operators/registry.ts';
import { type Checked, checked, type ExprNode, nameOf, type Path } from './tree.ts';
import type { Expr, ExprIssue, Json, OptionLabels, Scope, ValueType } from './types.ts';

export const MAX_DEPTH = 64;
export const MAX_NODES = 2000;

export interface CheckOptions {
  /** Type that the whole expression must have. */
  readonly expect?: ValueType;
  /** `condition` is short for expecting one boolean. */
  readonly root?: 'condition' | 'value';
  /** Whether the reader knows the record before the change, for `$before` and `becomes`. Not by default. */
  readonly before?: boolean;
  /** Arithmetic takes an empty field for 0; a switch of each formula. */
  readonly emptyAsZero?: boolean;
  /** The options of the field whose value the expression is, where it has some. */
  readonly options?: OptionLabels | undefined;
}

export type CheckResult =
  | {
      readonly ok: true;
      readonly value: Checked;
      /** What has a meaning but is hardly meant: options that a field does not have (any more). */
      readonly warnings: readonly ExprIssue[];
    }
  | { readonly ok: false; readonly issues: readonly ExprIssue[] };

/**
 * Parses and types an expression against a form. Bounded (depth 64, 2,000 nodes, lists of 10,000), own
 * properties only, exactly one key per operator object. Literals take the type that their place asks for.
 * Everything that evaluates or compiles takes the `Checked` tree this returns.
 */
export function check(expr: Expr, scope: Scope, options: CheckOptions = {}): CheckResult {
  const { before = false, emptyAsZero = false } = options;
  const context: CheckContext = {
    scope,
    row: null,
    rules: { before, emptyAsZero },
    past: false,
    depth: 0,
    budget: { nodes: 0 },
    issues: [],
    warnings: [],
    infer,
  };
  const expect = options.expect ?? (options.root === 'condition' ? { kind: 'boolean' as const } : undefined);
  const draft = infer(context, expr, []);
  const root = draft && settle(context, draft, expect);
  if (!root || context.issues.length > 0) return { ok: false, issues: context.issues };
  if (root.type.kind === 'option') warnOfOptions(context, [root], options.options);
  return { ok: true, value: checked(expr, root), warnings: context.warnings };
}

/** Gives a draft its final type, or reports that it does not have the expected one. */
function settle(context: CheckContext, given: ExprNode | Untyped, expect?: ValueType): ExprNode | undefined {
  if (given.node === 'untyped')
    return checkLiteral(context, given, expect ? [expect.kind] : [], expect?.many);
  const other = expect && !expect.many && given.type.kind !== expect.kind && isSoft(given);
  const draft = other ? (adopt(given, expect.kind) ?? given) : given;
  if (draft.node !== 'literal' && draft.rows)
    return fail(context, draft.at, 'rows_misused', { name: nameOf(draft) });
  if (expect && (draft.type.kind !== expect.kind || !draft.type.many !== !expect.many)) {
    return fail(context, draft.at, 'type_mismatch', { expected: expect.kind, found: draft.type.kind });
  }
  return draft;
}

/** One expression: an operator object, or a literal left untyped. Undefined after reporting an issue. */
function infer(context: CheckContext, expr: Json, at: Path): ExprNode | Untyped | undefined {
  if (context.depth > MAX_DEPTH) return fail(context, at, 'too_deep', { max: MAX_DEPTH });
  context.budget.nodes += 1;
  if (context.budget.nodes > MAX_NODES) {
    // Once is enough: the remaining nodes would all say the same.
    return context.budget.nodes === MAX_NODES + 1
      ? fail(context, at, 'too_many_nodes', { max: MAX_NODES })
      : undefined;
  }
  if (expr === null || typeof expr !== 'object' || Array.isArray(expr))
    return { node: 'untyped', at, json: expr };
  const keys = Object.keys(expr);
  const name = keys[0];
  if (name === undefined || keys.length !== 1) return fail(context, at, 'one_key', { count: keys.length });
  const body = (expr as { readonly [key: string]: Json })[name] as Json;
  const inner = { ...context, depth: context.depth + 1 };
  if (name === 'var') return checkVar(inner, body, [...at, name]);
  const op = operators.get(name);
  if (!op) {
    const meant = expandMacro(inner, name, body);
    if (meant !== undefined) return infer(inner, meant, at);
  }
  if (!op) return fail(context, at, 'unknown_operator', { name: name.slice(0, 60) });
  // JSON-logic's short form: one argument needs no list.
  const list: readonly Json[] = Array.isArray(body) ? body : [body];
  const place = (index: number): Path => (Array.isArray(body) ? [...at, name, index] : [...at, name]);
  return checkCall(inner, op, list, at, place);
}

/** What `{"score": [{"var": "grade"}]}` stands for, if the field's type offers such a thing. */
function expandMacro(context: CheckContext, name: string, body: Json): Json | undefined {
  const [subject, ...args] = Array.isArray(body) ? (body as readonly Json[]) : [body];
  if (typeof subject !== 'object' || subject === null || Array.isArray(subject)) return undefined;
  if (!Object.hasOwn(subject, 'var') || Object.keys(subject).length !== 1) return undefined;
  const macros = fieldAt(context, (subject as { readonly [key: string]: Json }).var ?? null)?.macros;
  return macros && Object.hasOwn(macros, name) ? macros[name]?.(subject as Json, args) : undefined;
}
