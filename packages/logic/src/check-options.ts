import { isResult, literalsOf } from './check-adopt.ts';
import { type CheckContext, fail } from './check-context.ts';
import { operators } from './operators/registry.ts';
import { type CallNode, type ExprNode, type LiteralNode, nameOf, type VarNode } from './tree.ts';
import type { OptionLabels, Value, ValueKind } from './types.ts';

/** Options of a field whose labels may stand in texts: each is a branch of the expression. */
const MAX_LABELS = 1000;

/** The options that a part may have; undefined where some of them are not known. */
export function optionsOf(parts: readonly ExprNode[]): OptionLabels | undefined {
  const found = new Map<string, string>();
  let some = false;
  for (const part of parts) {
    if (part.type.kind !== 'option' || part.node === 'literal') continue;
    const { options } = part;
    // Branches that are literals alone bring no options of their own.
    if (!options && isWritten(part)) continue;
    if (!options) return undefined;
    for (const [key, label] of options) if (!found.has(key)) found.set(key, label);
    some = true;
  }
  return some ? found : undefined;
}

/** A choice among literals. */
const isWritten = (node: ExprNode): boolean =>
  node.node === 'literal' ||
  (node.node === 'call' &&
    node.args.some((_, index) => isResult(node, index)) &&
    node.args.every((arg, index) => !isResult(node, index) || isWritten(arg)));

/** Warns of literals that are none of the options of what they stand beside. */
export function warnOfOptions(
  context: CheckContext,
  parts: readonly ExprNode[],
  options: OptionLabels | undefined,
): void {
  if (!options) return;
  const known = new Set(context.warnings.map(({ path }) => path.join('/')));
  for (const { at, value } of parts.flatMap(literalsOf)) {
    // A branch has been looked at with what stands beside it.
    if (value === null || options.has(String(value)) || known.has(at.join('/'))) continue;
    context.warnings.push({
      path: at,
      code: 'no_option',
      params: { value: String(value).slice(0, 60) },
    });
  }
}

/**
 * Options where text is needed: their labels. What people see is what they get, while comparisons stay with keys.
 * Made of plain operators, so no executor knows of labels.
 */
export function asText(context: CheckContext, node: ExprNode): ExprNode | undefined {
  const options = node.node === 'literal' ? undefined : node.options;
  if (node.node === 'literal' || !options)
    return fail(context, node.at, 'type_mismatch', { expected: 'text', found: node.type.kind });
  if (options.size > MAX_LABELS)
    return fail(context, node.at, 'too_many_options', { name: nameOf(node), max: MAX_LABELS });
  return { ...labels(node, options), labels: node };
}

type Labelled = CallNode | VarNode;

function labels(node: Labelled, options: OptionLabels): CallNode {
  if (node.type.many) return ofEach(node, options);
  if (node.node === 'var') return ofOne(node, options);
  const args = node.args.map((arg, index) => (isResult(node, index) ? labelOf(arg, options) : arg));
  return node.args.some((_, index) => isResult(node, index))
    ? callOf(node, node.op.name, args, 'text')
    : ofOne(node, options);
}

function labelOf(node: ExprNode, options: OptionLabels): ExprNode {
  if (node.node !== 'literal') return labels(node, node.options ?? options);
  const { value } = node;
  return text(node, typeof value === 'string' ? (options.get(value) ?? value) : null);
}

/** `if(x = "a", "A", x = "b", "B", …, x)`: an option that went is its key. */
function ofOne(node: Labelled, options: OptionLabels): CallNode {
  const branches = [...options].flatMap(([key, label]) => [
    callOf(
      node,
      '==',
      [node, { node: 'literal', at: node.at, type: { kind: 'option' }, value: key }],
      'option',
    ),
    text(node, label),
  ]);
  const { options: _, ...rest } = node;
  return callOf(node, 'if', [...branches, { ...rest, type: { kind: 'text' } }], 'text');
}

/** The labels of a list, in its order. */
function ofEach(node: Labelled, options: OptionLabels): CallNode {
  const { at } = node;
  const row = {
    node: 'var',
    at,
    type: { kind: 'option' },
    name: 'row',
    base: 'row',
    steps: [],
    rows: false,
  } as const;
  const call = callOf(node, 'map', [node, ofOne(row, options)], 'text');
  return { ...call, type: { kind: 'text', many: true }, body: true };
}

const text = ({ at }: ExprNode, value: Value): LiteralNode => ({
  node: 'literal',
  at,
  type: { kind: 'text' },
  value: value === '' ? null : value,
});

function callOf({ at }: ExprNode, name: string, args: readonly ExprNode[], of: ValueKind): CallNode {
  const op = operators.get(name);
  if (!op) throw new Error(`There is no operator ${name}`);
  const kind = op.signature.result === 'same' ? of : 'boolean';
  const types = args.map(({ type }) => type);
  return { node: 'call', at, type: { kind }, op, args, of, types, body: false, rows: false };
}
