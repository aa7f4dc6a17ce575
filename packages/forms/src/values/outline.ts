import { MAX_LEVELS, pathOf, type TreeNode, treeOf } from './tree.ts';

/** Why an indented list is no hierarchy. */
export interface OutlineProblem {
  readonly kind: 'too_deep' | 'bad_indent';
  /** From 1. */
  readonly line: number;
}

export type Outline =
  | { readonly ok: true; readonly nodes: readonly TreeNode[] }
  | { readonly ok: false; readonly problem: OutlineProblem };

interface Line {
  readonly depth: number;
  readonly zh: string;
  readonly en?: string;
  /** Its place in the tree, by Chinese names. */
  readonly path: string;
}

const JOIN = '\u0000';

/**
 * Nodes of an indented list (a tab or two spaces a level, "中文 | English"). A line at the place of an old node is that
 * node, and so is the one new line that stands where the one missing node stood: it was renamed. With `keep`, what is
 * gone stays retired, for records hold it.
 */
export function nodesOfLines(text: string, old: readonly TreeNode[], keep: boolean): Outline {
  const lines = linesOf(text);
  if (!Array.isArray(lines)) return { ok: false, problem: lines as OutlineProblem };
  const list = lines as readonly Line[];
  const tree = treeOf(old);
  const byPath = new Map(
    old.map((node) => [
      pathOf(node.key, tree)
        .map((key) => tree.nodes.get(key)?.label.zh)
        .join(JOIN),
      node,
    ]),
  );
  const found = new Map<Line, TreeNode>();
  const used = new Set<string>();
  for (const line of list) {
    const node = byPath.get(line.path);
    if (!node || used.has(node.key)) continue;
    found.set(line, node);
    used.add(node.key);
  }
  matchRenamed(list, old, found, used);
  const keys = new Set(old.map(({ key }) => key));
  const above: string[] = [];
  const nodes = list.map((line): TreeNode => {
    const same = found.get(line);
    const key = same?.key ?? freeKey(keys, old.length);
    keys.add(key);
    above.length = line.depth;
    const parent = above[line.depth - 1];
    above.push(key);
    const { parent: _, retired: __, ...rest } = same ?? {};
    return {
      ...rest,
      key,
      label: line.en ? { zh: line.zh, en: line.en } : { zh: line.zh },
      ...(parent === undefined ? {} : { parent }),
    };
  });
  return { ok: true, nodes: keep ? [...nodes, ...goneNodes(old, nodes)] : nodes };
}

/** The hierarchy as an indented list; retired nodes are left out. */
export function linesOfNodes(nodes: readonly TreeNode[]): string {
  const tree = treeOf(nodes);
  const lines: string[] = [];
  const walk = (at: string, depth: number) => {
    for (const key of tree.below.get(at) ?? []) {
      const node = tree.nodes.get(key);
      if (!node || node.retired) continue;
      lines.push('\t'.repeat(depth) + node.label.zh + (node.label.en ? ` | ${node.label.en}` : ''));
      walk(key, depth + 1);
    }
  };
  walk('', 0);
  return lines.join('\n');
}

function linesOf(text: string): readonly Line[] | OutlineProblem {
  const lines: Line[] = [];
  const names: string[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (raw.trim() === '') continue;
    const indent = /^(?:\t| {2}|\u3000)*/.exec(raw)?.[0] ?? '';
    const depth = (indent.match(/\t| {2}|\u3000/g) ?? []).length;
    if (depth > names.length) return { kind: 'bad_indent', line: index + 1 };
    if (depth >= MAX_LEVELS) return { kind: 'too_deep', line: index + 1 };
    const [zh = '', en = ''] = raw.split(/[|｜]/).map((part) => part.trim().normalize('NFC').slice(0, 100));
    names.length = depth;
    names.push(zh);
    lines.push({ depth, zh, ...(en ? { en } : {}), path: names.join(JOIN) });
  }
  return lines;
}

/**
 * Below each parent: the one line that is new takes over the one node that is gone. Renaming a node moves all below it,
 * so this goes level by level, with the children found by their names under the renamed one.
 */
function matchRenamed(
  lines: readonly Line[],
  old: readonly TreeNode[],
  found: Map<Line, TreeNode>,
  used: Set<string>,
): void {
  const above: Line[] = [];
  const parents = new Map<Line, Line | undefined>();
  for (const line of lines) {
    above.length = line.depth;
    parents.set(line, above[line.depth - 1]);
    above.push(line);
  }
  for (let depth = 0; depth < MAX_LEVELS; depth++) {
    const level = lines.filter((line) => line.depth === depth);
    for (const parent of new Set(level.map((line) => parents.get(line)))) {
      const siblings = level.filter((line) => parents.get(line) === parent);
      const key = parent && found.get(parent)?.key;
      if (parent && key === undefined) continue;
      const gone = () => old.filter((node) => node.parent === key && !used.has(node.key) && !node.retired);
      const take = (line: Line, node: TreeNode) => {
        found.set(line, node);
        used.add(node.key);
      };
      for (const line of siblings) {
        const namesake = found.has(line) ? undefined : gone().find(({ label }) => label.zh === line.zh);
        if (namesake) take(line, namesake);
      }
      const fresh = siblings.filter((line) => !found.has(line));
      const [node, ...more] = gone();
      if (fresh.length === 1 && fresh[0] && node && more.length === 0) take(fresh[0], node);
    }
  }
}

/** Nodes of before that no line names, retired, with their parents in front of them. */
function goneNodes(old: readonly TreeNode[], nodes: readonly TreeNode[]): readonly TreeNode[] {
  const kept = new Set(nodes.map(({ key }) => key));
  return old
    .filter(({ key }) => !kept.has(key))
    .map((node): TreeNode => ({ ...node, retired: true }) as TreeNode);
}

function freeKey(taken: ReadonlySet<string>, from: number): string {
  let n = Math.max(1, from);
  while (taken.has(`node_${n}`)) n++;
  return `node_${n}`;
}
