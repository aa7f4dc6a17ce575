import { foldConstants } from './constants.ts';
import { type Frame, type Row, readVar } from './read.ts';
import type { CallNode, Checked, ExprNode } from './tree.ts';
import type { Env, Value } from './types.ts';

type Closure = (frame: Frame) => Value;

/**
 * The expression as one closure, for work per keystroke and in bulk, where interpreting JSON-logic costs more
 * than twice as much (a rule of three clauses: 7 µs against 3 µs). Equal to `evaluate` by a property test.
 */
export function compile(expression: Checked): (data: Row, env: Env) => Value {
  const run = closure(foldConstants(expression));
  return (record, env) => run({ record, row: null, env });
}

function closure(node: ExprNode): Closure {
  if (node.node === 'literal') return () => node.value;
  return node.node === 'var' ? (frame) => readVar(node, frame) : call(node);
}

function call(node: CallNode): Closure {
  const { op, of, types } = node;
  const args = node.args.map(closure);
  if (node.body) {
    const [source, body] = args as [Closure, Closure];
    return (frame) => {
      const rows = source(frame);
      const result = (row: Value): Value => body({ ...frame, row });
      const kept = (row: Value): Value => (result(row) === true ? row : null);
      const results = Array.isArray(rows) ? rows.map(op.keeps ? kept : result) : [];
      return op.evaluate([results], { of, types, env: frame.env });
    };
  }
  const { lazy } = op;
  if (lazy) return (frame) => lazy(args.map((arg) => () => arg(frame)));
  return (frame) =>
    op.evaluate(
      args.map((arg) => arg(frame)),
      { of, types, env: frame.env },
    );
}
