import { type Frame, type Row, readVar } from './read.ts';
import type { CallNode, Checked, ExprNode, Path } from './tree.ts';
import type { Env, Value } from './types.ts';

/** One step of an evaluation: what stood where, what it came to, and from which parts. */
export interface Trace {
  /** JSON pointer segments in the expression. */
  readonly at: Path;
  /** Operator name, path of a field, or nothing for a literal. */
  readonly op?: string;
  readonly name?: string;
  readonly value: Value;
  /** Arguments in order; for `some/all/count/map…` the rows in order, at most 20. */
  readonly parts: readonly Trace[];
}

const SHOWN_ROWS = 20;

/** How an expression came to its value for a record; the base of every "why is this …". */
export const explain = (expression: Checked, data: Row, env: Env): Trace =>
  trace(expression.root, { record: data, row: null, env });

function trace(node: ExprNode, frame: Frame): Trace {
  const { at } = node;
  if (node.node === 'literal') return { at, value: node.value, parts: [] };
  if (node.node === 'var') return { at, name: node.name, value: readVar(node, frame), parts: [] };
  // Nobody wrote the branches by which options get their labels.
  if (node.labels) return { ...trace(node.labels, frame), value: called(node, frame).value };
  return called(node, frame);
}

function called(node: CallNode, frame: Frame): Trace {
  const { at, op, of, types } = node;
  const context = { of, types, env: frame.env };
  const [source, body] = node.args;
  if (node.body && source && body) {
    const rows = trace(source, frame).value;
    const parts = Array.isArray(rows) ? rows.map((row: Value) => trace(body, { ...frame, row })) : [];
    const result = ({ value }: Trace, index: number): Value =>
      op.keeps ? (value === true && Array.isArray(rows) ? (rows[index] as Value) : null) : value;
    const value = op.evaluate([parts.map(result)], context);
    return { at, op: op.name, value, parts: parts.slice(0, SHOWN_ROWS) };
  }
  const parts = node.args.map((arg) => trace(arg, frame));
  const values = parts.map((part) => part.value);
  return { at, op: op.name, value: op.evaluate(values, context), parts };
}
