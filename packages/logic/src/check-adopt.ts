import { readLiteral } from './literal.ts';
import type { CallNode, ExprNode } from './tree.ts';
import type { Value, ValueKind } from './types.ts';

/** Which arguments of a call are its result, whatever it does: branches of `if`, alternatives of `coalesce`. */
export const isResult = ({ op, args }: CallNode, index: number): boolean => {
  const param = op.signature.params(args.length)[index];
  return op.signature.result === 'same' && param?.is === 'value' && param.same === true;
};

/** Whether a part is text only because nothing around its literals said otherwise: `if(…, "a", "b")`. */
export const isSoft = (node: ExprNode): boolean =>
  node.node === 'call' &&
  node.of === 'text' &&
  !node.type.many &&
  node.args.some((_, index) => isResult(node, index)) &&
  node.args.every((arg, index) => !isResult(node, index) || arg.node === 'literal' || isSoft(arg));

/** A soft part with its literals read as another kind; undefined where one is no such value. */
export function adopt(node: ExprNode, kind: ValueKind): ExprNode | undefined {
  if (node.node === 'literal') {
    const value = node.type.many ? undefined : readLiteral(node.value as string | null, kind);
    return value === undefined ? undefined : { ...node, type: { kind }, value };
  }
  if (node.node === 'var' || !isSoft(node)) return undefined;
  const args = node.args.map((arg, index) => (isResult(node, index) ? adopt(arg, kind) : arg));
  if (!args.every((arg) => arg !== undefined)) return undefined;
  return { ...node, type: { kind }, of: kind, args, types: args.map(({ type }) => type) };
}

/** The literals that a part may come to, with where they stand. */
export function literalsOf(
  node: ExprNode,
): readonly { readonly at: ExprNode['at']; readonly value: Value }[] {
  if (node.node === 'var') return [];
  if (node.node === 'call')
    return node.args.flatMap((arg, index) => (isResult(node, index) ? literalsOf(arg) : []));
  const { at, value } = node;
  return Array.isArray(value)
    ? (value as readonly Value[]).map((item) => ({ at, value: item }))
    : [{ at, value }];
}
