import { adopt, isSoft } from './check-adopt.ts';
import { type CheckContext, fail, type RowScope, type Untyped } from './check-context.ts';
import { checkList, checkLiteral, kindOfLiteral } from './check-literal.ts';
import { asText, optionsOf, warnOfOptions } from './check-options.ts';
import type { Operator, Param } from './operator.ts';
import { type CallNode, type ExprNode, type LiteralNode, nameOf, type Path } from './tree.ts';
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
  const drafts: Draft[] = [];
  for (const [index, json] of list.entries()) {
    const param = params[index];
    if (param?.is === 'body') drafts.push(inferBody(context, drafts[index - 1], json, place(index)));
    else if (isKeyword(param)) drafts.push({ node: 'untyped', json, at: place(index) });
    else drafts.push(context.infer(context, json, place(index)));
  }
  const of = sharedKind(params, drafts);
  const elements = elementKinds(params);
  const args = params.map((param, index): ExprNode | undefined => {
    const draft = drafts[index];
    const arg = draft && settle(context, param, draft, of, elements);
    return arg && (context.rules.emptyAsZero ? withZero(context, op, param, arg) : arg);
  });
  // A failed argument has reported its own issue.
  if (!args.every((arg) => arg !== undefined)) return undefined;
  const shared = args.filter((_, index) => shares(params[index]));
  const options = of === 'option' ? optionsOf(shared) : undefined;
  warnOfOptions(context, shared, options);
  if (op.compares) {
    const past = checkPast(context, list[0] as Json, place(0));
    if (!past) return undefined;
    args.push(...past);
  }
  const [source] = args;
  const { result, many } = op.signature;
  const kind = result === 'same' ? of : result === 'source' ? (source?.type.kind ?? of) : result;
  const known = result === 'source' && source?.node !== 'literal' ? source?.options : options;
  return {
    node: 'call',
    at,
    type: many ? { kind, many } : { kind },
    op,
    args,
    of,
    types: args.map((arg) => arg.type),
    body: params[1]?.is === 'body',
    rows: result === 'source' && yieldsRows(source),
    ...(kind === 'option' && known ? { options: known } : {}),
  };
}

/** Whether an argument is of the kind that the call is about. */
const shares = (param: Param | undefined): boolean =>
  param?.is === 'list' || ((param?.is === 'value' || param?.is === 'body') && param.same === true);

const isKeyword = (param: Param | undefined): boolean =>
  param?.is === 'choice' || param?.is === 'integer' || param?.is === 'text';

const yieldsRows = (draft: Draft): boolean =>
  draft !== undefined && (draft.node === 'var' || draft.node === 'call') && draft.rows;

/** With the switch “empty as 0” a number field of an arithmetic operator is `coalesce(field, 0)`. */
function withZero(context: CheckContext, op: Operator, param: Param, arg: ExprNode): ExprNode {
  const counts = op.nullRule === 'propagates' && param.is === 'value' && arg.node === 'var';
  if (!counts || arg.type.kind !== 'number' || arg.type.many) return arg;
  return context.infer(context, { coalesce: [{ var: arg.name }, 0] }, arg.at) as ExprNode;
}

/** The condition as it was before the change, and whether there was anything before it. */
function checkPast(context: CheckContext, json: Json, at: Path): readonly ExprNode[] | undefined {
  const past = context.infer({ ...context, past: true }, json, at);
  const exists = context.infer(context, { var: '$before' }, at);
  if (!past || !exists || past.node === 'untyped' || exists.node === 'untyped') {
    // A bare true or false was the same before.
    return exists && past?.node === 'untyped' && exists.node !== 'untyped'
      ? [{ node: 'literal', at, type: { kind: 'boolean' }, value: past.json === true }, exists]
      : undefined;
  }
  return [past, exists];
}

/**
 * The kind that the `same` parameters agree on: a typed argument's, else what the first literal looks like. Branches of
 * literals alone are like literals; options count as text where only text will do.
 */
function sharedKind(params: readonly Param[], drafts: readonly Draft[]): ValueKind {
  let literal: Json = null;
  let kinds: readonly ValueKind[] = [];
  for (const [index, param] of params.entries()) {
    const draft = drafts[index];
    if (param.is === 'value' && param.same) kinds = param.kinds;
    if (param.is === 'body' && param.same && param.kinds) kinds = param.kinds;
    if (!draft || !shares(param)) continue;
    if (draft.node !== 'untyped' && !isSoft(draft))
      return readsAsText(param, draft) ? 'text' : draft.type.kind;
    if (draft.node !== 'untyped') {
      literal ??= '';
      continue;
    }
    const sample = Array.isArray(draft.json) ? ((draft.json as readonly Json[])[0] ?? null) : draft.json;
    literal ??= sample;
  }
  return (literal === null ? undefined : kindOfLiteral(literal, kinds)) ?? kinds[0] ?? 'text';
}

/** Kinds that the elements of a list of the call may be of. */
const elementKinds = (params: readonly Param[]): readonly ValueKind[] =>
  params.flatMap((param) => (param.is === 'value' && param.same ? param.kinds : []));

/** Options where a text may stand and an option may not. */
const readsAsText = (param: Param, { type }: ExprNode): boolean =>
  type.kind === 'option' &&
  (param.is === 'value' || param.is === 'body') &&
  param.kinds?.includes('text') === true &&
  !param.kinds.includes('option');

function settle(
  context: CheckContext,
  param: Param,
  draft: ExprNode | Untyped,
  of: ValueKind,
  elements: readonly ValueKind[],
): ExprNode | undefined {
  switch (param.is) {
    case 'choice':
      return keyword(context, draft, param.of(of));
    case 'integer':
      return integer(context, draft, param.min, param.max);
    case 'text':
      return literalText(context, draft, param.max);
    case 'list':
      if (draft.node === 'untyped') return checkList(context, draft, [of]);
      // The kind shared with a list may come from the list itself: files are lists that nothing is compared with.
      return typed(context, draft, elements.includes(of) ? [of] : elements, true);
    case 'rows':
      if (draft.node === 'untyped') return fail(context, draft.at, 'rows_expected');
      return yieldsRows(draft) || draft.type.many ? draft : fail(context, draft.at, 'rows_expected');
    case 'value': {
      const kinds = param.same && param.kinds.includes(of) ? [of] : param.kinds;
      if (draft.node === 'untyped') {
        const many = param.many === true || (param.many === 'either' && Array.isArray(draft.json));
        return checkLiteral(context, draft, kinds, many);
      }
      if (kinds.includes('text') && readsAsText(param, draft)) {
        const text = asText(context, draft);
        return text && typed(context, text, ['text'], param.many ?? false);
      }
      return typed(context, draft, kinds, param.many ?? false);
    }
    case 'body': {
      const kinds: readonly ValueKind[] = param.kinds ?? ['boolean'];
      const wanted = param.same && kinds.includes(of) ? [of] : kinds;
      if (draft.node === 'untyped') return checkLiteral(context, draft, wanted);
      const text = wanted.includes('text') && readsAsText(param, draft);
      return typed(context, text ? asText(context, draft) : draft, wanted, false);
    }
  }
}

/** An argument that has its type already: it must be one of the kinds, one or many as asked. */
function typed(
  context: CheckContext,
  given: ExprNode | undefined,
  kinds: readonly ValueKind[],
  many: boolean | 'either',
): ExprNode | undefined {
  if (!given) return undefined;
  const draft = kinds.includes(given.type.kind) ? given : (adopted(given, kinds) ?? given);
  if (yieldsRows(draft)) return fail(context, draft.at, 'rows_misused', { name: nameOf(draft) });
  const expected = kinds.join('|');
  if (!kinds.includes(draft.type.kind)) {
    if (draft.type.kind === 'ref' && kinds.includes('text'))
      return fail(context, draft.at, 'ref_in_text', { name: nameOf(draft) });
    return fail(context, draft.at, 'type_mismatch', { expected, found: draft.type.kind });
  }
  if (many !== 'either' && many !== (draft.type.many ?? false)) {
    return fail(context, draft.at, many ? 'list_expected' : 'list_unexpected', { expected });
  }
  return draft;
}

const adopted = (draft: ExprNode, kinds: readonly ValueKind[]): ExprNode | undefined => {
  if (!isSoft(draft)) return undefined;
  for (const kind of kinds) {
    const other = adopt(draft, kind);
    if (other) return other;
  }
  return undefined;
};

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

function literalText(context: CheckContext, draft: ExprNode | Untyped, max: number): LiteralNode | undefined {
  const json = draft.node === 'untyped' ? draft.json : undefined;
  if (typeof json !== 'string' || json === '' || json.length > max) {
    return fail(context, draft.at, 'literal_text', { max });
  }
  return checkLiteral(context, { node: 'untyped', json, at: draft.at }, ['text']);
}

/** What stands inside `some/all/count/map…`, where `row` is the row and the record stays reachable. */
function inferBody(context: CheckContext, source: Draft, json: Json, at: Path): Draft {
  if (!source || source.node === 'untyped') return undefined;
  const row = rowScope(context, source);
  return row && context.infer({ ...context, row }, json, at);
}

function rowScope(context: CheckContext, source: ExprNode): RowScope | undefined {
  if (yieldsRows(source)) {
    const form = rowForm(context, source);
    return form ? { form } : fail(context, source.at, 'unknown_field', { name: nameOf(source) });
  }
  const options = source.node === 'literal' ? undefined : source.options;
  return source.type.many ? { element: { kind: source.type.kind }, options } : undefined;
}

/** The form whose records a to-many path, or a filter of one, yields. */
function rowForm(context: CheckContext, source: ExprNode): ScopeForm | undefined {
  if (source.node === 'literal') return undefined;
  if (source.node === 'call') return source.args[0] && rowForm(context, source.args[0]);
  let form: ScopeForm | undefined =
    source.base === 'row' && context.row && 'form' in context.row ? context.row.form : context.scope.form;
  for (const step of source.steps) {
    const field: ScopeField | undefined = form?.fields.get(step);
    const target: string | undefined = field?.rows?.form ?? field?.target;
    form = target === undefined ? undefined : context.scope.formOf(target);
  }
  return form;
}
