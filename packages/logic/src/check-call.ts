import { type CheckContext, fail, type RowScope, type Untyped } from './check-context.ts';
import { checkList, checkLiteral, kindOfLiteral } from './check-literal.ts';
import type { Operator, Param } from './operator.ts';
import type { CallNode, ExprNode, LiteralNode, Path, VarNode } from './tree.ts';
import type { Json, ScopeField, ScopeForm, ValueKind } from './types.ts';

type Draft = ExprNode | Untyped | undefined;

/** A call: arity, then the types of its arguments, then the kind they share, then literals and bodies. */
export function checkCall(
  context: CheckContext,
  op: Operator,
  list: readonly Json[],
  at: Path,
  place: (index: number) => Path,
): CallNode | undefined {
  const { min, max } = op.signature;
  if (list.length < min || list.length > max) {
    return fail(context, at, 'arity', { name: op.name, min, max, found: list.length });
  }
  const params = op.signature.params(list.length);
  const drafts = list.map((json, index): Draft => {
    if (params[index]?.is === 'body') return undefined;
    return isKeyword(params[index])
      ? { node: 'untyped', json, at: place(index) }
      : context.infer(context, json, place(index));
  });
  const of = sharedKind(params, drafts);
  const args = params.map((param, index): ExprNode | undefined => {
    if (param.is === 'body') return checkBody(context, drafts[index - 1], list[index] as Json, place(index));
    const draft = drafts[index];
    return draft && settle(context, param, draft, of);
  });
  // A failed argument has reported its own issue.
  if (!args.every((arg) => arg !== undefined)) return undefined;
  const { result } = op.signature;
  const type = { kind: result === 'same' ? of : result };
  const body = params[1]?.is === 'body';
  return { node: 'call', at, type, op, args, of, types: args.map((arg) => arg.type), body };
}

const isKeyword = (param: Param | undefined): boolean => param?.is === 'choice' || param?.is === 'integer';

/** The kind that the `same` parameters agree on: a typed argument's, else what the first literal looks like. */
function sharedKind(params: readonly Param[], drafts: readonly Draft[]): ValueKind {
  let literal: Json = null;
  let kinds: readonly ValueKind[] = [];
  for (const [index, param] of params.entries()) {
    const draft = drafts[index];
    if (param.is === 'value' && param.same) kinds = param.kinds;
    if (!draft || !((param.is === 'value' && param.same) || param.is === 'list')) continue;
    if (draft.node !== 'untyped') return draft.type.kind;
    const sample = Array.isArray(draft.json) ? ((draft.json as readonly Json[])[0] ?? null) : draft.json;
    literal ??= sample;
  }
  return (literal === null ? undefined : kindOfLiteral(literal, kinds)) ?? kinds[0] ?? 'text';
}

function settle(
  context: CheckContext,
  param: Param,
  draft: ExprNode | Untyped,
  of: ValueKind,
): ExprNode | undefined {
  switch (param.is) {
    case 'choice':
      return keyword(context, draft, param.of(of));
    case 'integer':
      return integer(context, draft, param.min, param.max);
    case 'list':
      if (draft.node === 'untyped') return checkList(context, draft, [of]);
      return typed(context, draft, [of], true);
    case 'rows':
      if (draft.node === 'var' && draft.rows) return draft;
      if (draft.node === 'untyped' || !draft.type.many) return fail(context, draft.at, 'rows_expected');
      return draft;
    case 'value': {
      const kinds = param.same && param.kinds.includes(of) ? [of] : param.kinds;
      if (draft.node === 'untyped') return checkLiteral(context, draft, kinds, param.many === true);
      return typed(context, draft, kinds, param.many ?? false);
    }
    case 'body':
      return undefined;
  }
}

/** An argument that has its type already: it must be one of the kinds, one or many as asked. */
function typed(
  context: CheckContext,
  draft: ExprNode,
  kinds: readonly ValueKind[],
  many: boolean | 'either',
): ExprNode | undefined {
  const rows = draft.node === 'var' && draft.rows;
  if (rows) return fail(context, draft.at, 'rows_misused', { name: draft.name });
  const expected = kinds.join('|');
  if (!kinds.includes(draft.type.kind)) {
    return fail(context, draft.at, 'type_mismatch', { expected, found: draft.type.kind });
  }
  if (many !== 'either' && many !== (draft.type.many ?? false)) {
    return fail(context, draft.at, many ? 'list_expected' : 'list_unexpected', { expected });
  }
  return draft;
}

function keyword(
  context: CheckContext,
  draft: ExprNode | Untyped,
  of: readonly string[],
): LiteralNode | undefined {
  const json = draft.node === 'untyped' ? draft.json : undefined;
  if (typeof json !== 'string' || !of.includes(json))
    return fail(context, draft.at, 'choice', { of: of.join(', ') });
  return { node: 'literal', at: draft.at, type: { kind: 'text' }, value: json };
}

function integer(
  context: CheckContext,
  draft: ExprNode | Untyped,
  min: number,
  max: number,
): LiteralNode | undefined {
  const json = draft.node === 'untyped' ? draft.json : undefined;
  if (typeof json !== 'number' || !Number.isInteger(json) || json < min || json > max) {
    return fail(context, draft.at, 'integer', { min, max });
  }
  return { node: 'literal', at: draft.at, type: { kind: 'number' }, value: String(json) };
}

/** The condition inside `some/all/none/count`, where `row` is the row and the record stays reachable. */
function checkBody(context: CheckContext, source: Draft, json: Json, at: Path): ExprNode | undefined {
  if (!source || source.node === 'untyped') return undefined;
  const row = rowScope(context, source);
  if (!row) return undefined;
  const inner = { ...context, row };
  const draft = inner.infer(inner, json, at);
  return draft && settle(inner, { is: 'value', kinds: ['boolean'] }, draft, 'boolean');
}

function rowScope(context: CheckContext, source: ExprNode): RowScope | undefined {
  if (source.node === 'var' && source.rows) {
    const form = rowForm(context, source);
    return form ? { form } : fail(context, source.at, 'unknown_field', { name: source.name });
  }
  return source.type.many ? { element: { kind: source.type.kind } } : undefined;
}

/** The form whose records a to-many path yields. */
function rowForm(context: CheckContext, source: VarNode): ScopeForm | undefined {
  let form: ScopeForm | undefined =
    source.base === 'row' && context.row && 'form' in context.row ? context.row.form : context.scope.form;
  for (const step of source.steps) {
    const field: ScopeField | undefined = form?.fields.get(step);
    const target: string | undefined = field?.rows?.form ?? field?.target;
    form = target === undefined ? undefined : context.scope.formOf(target);
  }
  return form;
}
