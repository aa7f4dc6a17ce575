import type { SyntaxNode } from '@lezer/common';
import {
  type FormulaFunction,
  functionNamed,
  functions,
  leastArgs,
  mostArgs,
  type RowsOf,
} from '../functions/index.ts';
import { operators } from '../operators/registry.ts';
import type { Expr, Json } from '../types.ts';
import { type Infix, infixOf } from './infix.ts';
import { readNumber, readText } from './literals.ts';
import { carry, type Marks, mark } from './marks.ts';
import { aroundBody, rowsOfArgument } from './rows.ts';
import { similar } from './similar.ts';
import type { FormulaIssue, FormulaNames } from './types.ts';
import { type Around, rowsOfSource } from './walk.ts';

/** The call that any operator can be written with: `OPERATOR("date_diff", {a}, {b})`. */
export const GENERIC = 'OPERATOR';

/** Levels of a syntax tree, parentheses included: more than any checked expression needs. */
const MAX_LEVELS = 300;

export interface BuildContext {
  readonly text: string;
  readonly names: FormulaNames;
  readonly marks: Marks;
  readonly issues: FormulaIssue[];
  readonly around: Around;
  readonly level: number;
}

const FUNCTION_NAMES = functions.flatMap(({ name, aliases }) => [name, ...aliases]);

const CONSTANTS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['TRUE', true],
  ['FALSE', false],
  ['NULL', null],
]);

/** Names of functions are read in any case and width. */
const functionName = (text: string): string => text.normalize('NFKC').toUpperCase();

/** The expression of a syntax tree without mistakes; undefined after reporting an issue. */
export function build(context: BuildContext, node: SyntaxNode): Expr | undefined {
  if (context.level > MAX_LEVELS) return fail(context, node, 'too_deep', { max: MAX_LEVELS });
  const inner = { ...context, level: context.level + 1 };
  const expr = buildNode(inner, node);
  if (expr !== undefined) mark(context.marks, expr, span(node), typedIn(inner, node));
  return expr;
}

const span = ({ from, to }: SyntaxNode) => ({ from, to });
const source = ({ text }: BuildContext, { from, to }: SyntaxNode): string => text.slice(from, to);

function fail(
  context: BuildContext,
  node: SyntaxNode,
  code: string,
  params?: FormulaIssue['params'],
): undefined {
  context.issues.push(params ? { ...span(node), code, params } : { ...span(node), code });
  return undefined;
}

function buildNode(context: BuildContext, node: SyntaxNode): Expr | undefined {
  switch (node.name) {
    case 'Number':
      return number(context, node, node);
    case 'Text':
      return readText(source(context, node));
    case 'Field':
      return field(context, node);
    case 'Constant':
      return constant(context, node);
    case 'Group':
      return build(context, parts(node)[0]!);
    case 'List':
      return all(context, parts(node));
    case 'Unary':
      return unary(context, node);
    case 'Percent':
      return percent(context, node);
    case 'Binary':
      return binary(context, node);
    default:
      return call(context, node);
  }
}

/** The expressions right below a node. */
export const parts = (node: SyntaxNode): readonly SyntaxNode[] => node.getChildren('Expression');

function all(context: BuildContext, nodes: readonly SyntaxNode[]): readonly Expr[] | undefined {
  const built = nodes.map((node) => build(context, node));
  return built.every((one) => one !== undefined) ? built : undefined;
}

/** Literals among the arguments of a node, which nothing else could find again. */
function typedIn(context: BuildContext, node: SyntaxNode) {
  const args = node.name === 'Call' ? parts(node.getChild('Arguments')!) : parts(node);
  return args.flatMap((arg) => {
    const text = source(context, arg);
    if (arg.name === 'Text') return [{ ...span(arg), json: readText(text) }];
    const json = arg.name === 'Number' ? readNumber(text) : undefined;
    return json === undefined ? [] : [{ ...span(arg), json }];
  });
}

function number(context: BuildContext, node: SyntaxNode, whole: SyntaxNode, prefix = ''): Json | undefined {
  const text = prefix + source(context, node);
  const json = readNumber(text, whole.name === 'Percent');
  return json ?? fail(context, whole, 'bad_number', { value: text.slice(0, 60) });
}

function field(context: BuildContext, node: SyntaxNode): Expr | undefined {
  const { around, names } = context;
  const name = source(context, node).slice(1, -1).trim();
  const found = names.find(name);
  if (found.is === 'unknown')
    return fail(context, node, 'formula_unknown_field', { name: name.slice(0, 60) });
  if (found.is === 'ambiguous')
    return fail(context, node, 'formula_ambiguous_field', { name: name.slice(0, 60) });
  const { path, rows } = found;
  if (around === null) return { var: path };
  // Inside rows their fields are those of the row; elements of a many-value have no fields, they are the row.
  if (path === around && !rows.includes(path)) return { var: 'row' };
  return { var: path.startsWith(`${around}.`) ? `row${path.slice(around.length)}` : path };
}

/** A bare word: a constant, or what somebody forgot to put into braces, quotes or parentheses. */
function constant(context: BuildContext, node: SyntaxNode): Json | undefined {
  const text = source(context, node);
  const name = functionName(text);
  const json = CONSTANTS.get(name);
  if (json !== undefined) return json;
  if (functionNamed(name)) return fail(context, node, 'formula_call_in_parentheses', { fix: `${name}()` });
  if (context.names.find(text).is !== 'unknown')
    return fail(context, node, 'formula_field_in_braces', { fix: `{${text}}` });
  return fail(context, node, 'formula_text_in_quotes', { name: text.slice(0, 60) });
}

function unary(context: BuildContext, node: SyntaxNode): Expr | undefined {
  const [operand] = parts(node);
  if (!operand) return undefined;
  if (node.firstChild?.name === 'Minus' && operand.name === 'Number')
    return number(context, operand, node, '-');
  const expr = build(context, operand);
  if (expr === undefined) return undefined;
  return node.firstChild?.name === 'Not' ? { '!': [expr] } : { '-': [0, expr] };
}

function percent(context: BuildContext, node: SyntaxNode): Expr | undefined {
  const [operand] = parts(node);
  if (!operand) return undefined;
  if (operand.name === 'Number') return number(context, operand, node);
  const expr = build(context, operand);
  return expr === undefined ? undefined : { '/': [expr, 100] };
}

function binary(context: BuildContext, node: SyntaxNode): Expr | undefined {
  const infix = signOf(context, node);
  if (!infix) return undefined;
  const args = all(context, infix.flat ? operands(context, node, infix) : parts(node));
  return args && { [infix.op]: args };
}

const signOf = (context: BuildContext, node: SyntaxNode): Infix | undefined => {
  const sign = parts(node)[0]?.nextSibling;
  return sign ? infixOf(source(context, sign)) : undefined;
};

/** `a + b + c` as one list, as long as the operator takes that many. */
function operands(context: BuildContext, node: SyntaxNode, infix: Infix): readonly SyntaxNode[] {
  const most = operators.get(infix.op)?.signature.max ?? 2;
  const list: SyntaxNode[] = [];
  let [left, right] = parts(node);
  while (left && right) {
    list.unshift(right);
    const same = left.name === 'Binary' && signOf(context, left)?.op === infix.op;
    if (!same || list.length + 2 > most) break;
    [left, right] = parts(left);
  }
  return left ? [left, ...list] : list;
}

function call(context: BuildContext, node: SyntaxNode): Expr | undefined {
  const nameNode = node.firstChild!;
  const args = parts(node.getChild('Arguments')!);
  const name = functionName(source(context, nameNode));
  const json = CONSTANTS.get(name);
  if (json !== undefined && args.length === 0) return json;
  if (name === GENERIC) return generic(context, node, args);
  const known = functionNamed(name);
  if (!known) {
    const [fix] = similar(name, FUNCTION_NAMES);
    return fix === undefined
      ? fail(context, nameNode, 'formula_unknown_function', { name: name.slice(0, 60) })
      : fail(context, nameNode, 'formula_similar_function', { name: name.slice(0, 60), fix });
  }
  const [min, max] = [leastArgs(known.params), mostArgs(known.params)];
  if (args.length < min)
    return fail(context, node, 'formula_few_arguments', { name, min, found: args.length });
  if (args.length > max)
    return fail(context, args[max]!, 'formula_many_arguments', { name, max, found: args.length });
  const built = callArguments(context, known, args);
  if (!built) return undefined;
  return known.toExpr(built, rowsOf(context));
}

const rowsOf = ({ names, around, marks }: BuildContext): RowsOf =>
  rowsOfArgument(names, around, (from, to) => carry(marks, from, to));

/** What stands for one argument: the parameter at its place, or the last one again. */
export const paramAt = ({ params }: FormulaFunction, index: number) =>
  params[index] ?? (params.at(-1)?.repeat ? params.at(-1) : undefined);

function callArguments(
  context: BuildContext,
  known: FormulaFunction,
  nodes: readonly SyntaxNode[],
): readonly Expr[] | undefined {
  const built: (Expr | undefined)[] = [];
  for (const [index, node] of nodes.entries()) {
    const [first] = built;
    const perRow = paramAt(known, index)?.perRow === true && first !== undefined;
    const around = perRow ? aroundBody(first, context.around, rowsOf(context)) : context.around;
    built.push(build({ ...context, around }, node));
  }
  return built.every((one) => one !== undefined) ? built : undefined;
}

/** An operator by its own name, with the bodies that its signature knows; `OPERATOR("var", "path")` is a path. */
function generic(context: BuildContext, node: SyntaxNode, nodes: readonly SyntaxNode[]): Expr | undefined {
  const [first, ...rest] = nodes;
  if (first?.name !== 'Text') return fail(context, first ?? node, 'formula_bad_arguments', { name: GENERIC });
  const op = readText(source(context, first));
  if (op === 'json') return json(context, rest[0] ?? node);
  const params = operators.get(op)?.signature.params(rest.length) ?? [];
  const built: (Expr | undefined)[] = [];
  for (const [index, arg] of rest.entries()) {
    const before = built[index - 1];
    const isBody = params[index]?.is === 'body' && before !== undefined;
    built.push(build(isBody ? { ...context, around: rowsOfSource(before, context.around) } : context, arg));
  }
  if (!built.every((one) => one !== undefined)) return undefined;
  return op === 'var' && typeof built[0] === 'string' ? { var: built[0] } : { [op]: built };
}

/** JSON that is no expression at all, so that even broken documents can be shown as text. */
function json(context: BuildContext, node: SyntaxNode): Expr | undefined {
  try {
    return JSON.parse(readText(source(context, node))) as Expr;
  } catch {
    return fail(context, node, 'formula_bad_arguments', { name: GENERIC });
  }
}
