import { type FormulaFunction, type FormulaNode, type FormulaTree, functionNamed } from '@trellis/logic';

/** The call around a place in the text, and which of its arguments the place is in. */
export interface CallPlace {
  readonly fn: FormulaFunction;
  readonly argument: number;
  /** Where the call begins. */
  readonly from: number;
  readonly node: FormulaNode;
}

/** The innermost function call whose parentheses are around a position. */
export function callAt(tree: FormulaTree, text: string, position: number): CallPlace | undefined {
  const at = text.slice(0, position).trimEnd().length;
  for (let node: FormulaNode | null = tree.resolveInner(at, -1); node; node = node.parent) {
    if (node.name !== 'Arguments' || node.from >= at || isClosed(node, text, position)) continue;
    const call = node.parent;
    const name = call?.getChild('Name');
    const fn = name && functionNamed(text.slice(name.from, name.to).normalize('NFKC'));
    if (!call || !fn) continue;
    return { fn, argument: argumentAt(node, text, position), from: call.from, node };
  }
  return undefined;
}

const isClosed = (node: FormulaNode, text: string, position: number): boolean =>
  /[)）]$/.test(text.slice(node.from, node.to)) && node.to <= position;

/** The number of commas of a call before a position; those inside of its arguments are theirs. */
function argumentAt(node: FormulaNode, text: string, position: number): number {
  let outside = text.slice(node.from, position);
  for (let child = node.firstChild; child; child = child.nextSibling) {
    const [from, to] = [child.from - node.from, child.to - node.from];
    outside =
      outside.slice(0, from) +
      ' '.repeat(Math.max(0, Math.min(to, outside.length) - from)) +
      outside.slice(to);
  }
  return outside.replace(/[^,，]/g, '').length;
}
