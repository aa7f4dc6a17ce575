/** Two records that may be the same. */
export interface TwinPair {
  readonly a: string;
  readonly b: string;
}

/** Records that hang together by pairs. */
export interface Group<P extends TwinPair> {
  readonly records: readonly string[];
  readonly pairs: readonly P[];
}

/** Puts pairs together that share a record; groups stand in the order of their first pairs. */
export function groupPairs<P extends TwinPair>(pairs: readonly P[]): readonly Group<P>[] {
  const parent = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    parent.set(id, root);
    return root;
  };
  for (const { a, b } of pairs) {
    const [first, second] = [rootOf(a), rootOf(b)];
    if (first !== second) parent.set(second, first);
  }
  const groups = new Map<string, { records: Set<string>; pairs: P[] }>();
  for (const pair of pairs) {
    const root = rootOf(pair.a);
    const group = groups.get(root) ?? { records: new Set(), pairs: [] };
    group.records.add(pair.a).add(pair.b);
    group.pairs.push(pair);
    groups.set(root, group);
  }
  return [...groups.values()].map(({ records, pairs: own }) => ({ records: [...records], pairs: own }));
}
