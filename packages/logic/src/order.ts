/** An order that respects all dependencies, or the names of a cycle in the way they lead round (first = last). */
export type Ordered =
  | { readonly ok: true; readonly order: readonly string[] }
  | { readonly ok: false; readonly cycle: readonly string[] };

/**
 * Sorts names so that each comes after what it depends on, otherwise as they come. What others depend on but is not
 * itself a key needs nothing (a plain field among formulas) and is left out.
 */
export function order(dependencies: ReadonlyMap<string, Iterable<string>>): Ordered {
  const done = new Set<string>();
  for (const start of dependencies.keys()) {
    // The way down from `start`: each name with what it still has to look at. No recursion, chains may be long.
    const way: { readonly name: string; readonly left: Iterator<string> }[] = [];
    const open = new Set<string>();
    const enter = (name: string): void => {
      if (done.has(name)) return;
      open.add(name);
      way.push({ name, left: (dependencies.get(name) ?? [])[Symbol.iterator]() });
    };
    enter(start);
    for (let last = way.at(-1); last; last = way.at(-1)) {
      const next = last.left.next();
      if (next.done) {
        done.add(last.name);
        open.delete(last.name);
        way.pop();
      } else if (open.has(next.value)) {
        const names = way.map(({ name }) => name);
        return { ok: false, cycle: [...names.slice(names.indexOf(next.value)), next.value] };
      } else if (dependencies.has(next.value)) enter(next.value);
    }
  }
  return { ok: true, order: [...done] };
}
