import type { CallNode, Checked, ExprNode } from './tree.ts';
import type { Env } from './types.ts';

/** No instant is folded, so nothing here asks for a zone, a clock or a member. */
const NOBODY: Env = {
  now: '1970-01-01T00:00:00.000Z',
  tz: 'UTC',
  member: { id: '', departments: [], roles: [] },
};

/**
 * The tree with calls of literals computed once. Instants are left alone, since their days and clocks depend on the
 * zone. For the executors only: `explain` shows every step as it was written.
 */
export function foldConstants(expression: Checked): ExprNode {
  let root = folded.get(expression);
  if (!root) {
    root = fold(expression.root);
    folded.set(expression, root);
  }
  return root;
}

const folded = new WeakMap<Checked, ExprNode>();

function fold(node: ExprNode): ExprNode {
  if (node.node !== 'call') return node;
  const args = node.args.map(fold);
  const call: CallNode = { ...node, args };
  if (node.body || node.rows || call.type.kind === 'datetime' || !isPlain(call)) return call;
  const values = args.map((arg) => (arg.node === 'literal' ? arg.value : null));
  const { at, type, of, types } = call;
  return { node: 'literal', at, type, value: node.op.evaluate(values, { of, types, env: NOBODY }) };
}

const isPlain = ({ args }: CallNode): boolean =>
  args.every((arg) => arg.node === 'literal' && arg.type.kind !== 'datetime');
