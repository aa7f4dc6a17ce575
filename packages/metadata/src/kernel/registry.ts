/** A closed list of kinds, filled once at load and read everywhere by `type`. */
export interface Registry<K extends { readonly type: string }> {
  /** The kind, or undefined for a type nobody registered. */
  find(type: string): K | undefined;
  /** The kind; throws for a type nobody registered (a bug, not a user's mistake). */
  get(type: string): K;
  list(): readonly K[];
}

/** Builds a registry; two kinds of the same type are a mistake at load time. */
export function registry<K extends { readonly type: string }>(kinds: readonly K[]): Registry<K> {
  const byType = new Map(kinds.map((kind) => [kind.type, kind]));
  if (byType.size !== kinds.length) throw new Error('Two kinds share a type');
  return {
    find: (type) => byType.get(type),
    get: (type) => {
      const kind = byType.get(type);
      if (!kind) throw new Error(`Unknown kind: ${type}`);
      return kind;
    },
    list: () => kinds,
  };
}
