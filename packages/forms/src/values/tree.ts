import { type JsonObject, type Locale, localText, type OptionDef } from '@trellis/metadata';
import { sameText } from './text.ts';

/** A node of a hierarchy; it stands after its parent. */
export type TreeNode = OptionDef & JsonObject & { readonly parent?: string };

/** Levels of a hierarchy. */
export const MAX_LEVELS = 5;

const SEPARATOR = ' / ';

/** A hierarchy with its ways up and down worked out. */
export interface Tree {
  readonly nodes: ReadonlyMap<string, TreeNode>;
  /** Keys directly below a node; those at the top for "". */
  readonly below: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<readonly TreeNode[], Tree>();

export function treeOf(list: readonly TreeNode[]): Tree {
  let tree = known.get(list);
  if (!tree) {
    const below = new Map<string, string[]>();
    for (const { key, parent = '' } of list) {
      const siblings = below.get(parent);
      if (siblings) siblings.push(key);
      else below.set(parent, [key]);
    }
    tree = { nodes: new Map(list.map((node) => [node.key, node])), below };
    known.set(list, tree);
  }
  return tree;
}

/** Keys from the top down to a node; the key alone where it is no node any more. */
export function pathOf(key: string, { nodes }: Tree): readonly string[] {
  const path = [key];
  for (
    let at = nodes.get(key)?.parent;
    at !== undefined && path.length <= MAX_LEVELS;
    at = nodes.get(at)?.parent
  )
    path.unshift(at);
  return path;
}

/** A node and all below it. */
export function subtreeOf(key: string, tree: Tree): readonly string[] {
  return [key, ...(tree.below.get(key) ?? []).flatMap((child) => subtreeOf(child, tree))];
}

export const isLeaf = (key: string, { below }: Tree): boolean => (below.get(key) ?? []).length === 0;

/** "华东 / 上海". */
export const pathLabel = (key: string, tree: Tree, locale: Locale): string =>
  pathOf(key, tree)
    .map((one) => {
      const node = tree.nodes.get(one);
      return node ? localText(node.label, locale) : one;
    })
    .join(SEPARATOR);

const fold = (path: string): string => sameText(path).replace(/\s*[/>、|\\-]\s*/g, '/');

/** The node that a text names: by its path in either language, its key, or a label that no other node has. */
export function findNode(text: string, tree: Tree): string | undefined {
  const wanted = fold(text);
  const named: string[] = [];
  for (const [key, { label }] of tree.nodes) {
    if (fold(pathLabel(key, tree, 'zh')) === wanted || fold(pathLabel(key, tree, 'en')) === wanted)
      return key;
    if (fold(label.zh) === wanted || (label.en && fold(label.en) === wanted)) named.push(key);
  }
  if (named.length === 1) return named[0];
  return tree.nodes.has(text.trim()) ? text.trim() : undefined;
}
