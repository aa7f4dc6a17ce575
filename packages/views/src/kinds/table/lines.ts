/** px of the head of a group. */
export const HEAD_PX = 40;

/** A group of records as the server counts them; `keys` down to this group's own. */
export interface Group {
  readonly keys: readonly (string | null)[];
  readonly count: number;
  readonly totals: Readonly<Record<string, string | null>>;
}

/** The head of a group: 0 stands outermost. */
export interface Head extends Group {
  readonly id: string;
  readonly depth: number;
  readonly folded: boolean;
}

/** What stands in a line: a head, or the n-th record of a section. */
type Line =
  | { readonly kind: 'head'; readonly head: Head }
  | { readonly kind: 'record'; readonly section: number; readonly index: number };

type Run = { readonly first: number; readonly px: number } & (
  | { readonly kind: 'head'; readonly head: Head }
  | { readonly kind: 'records'; readonly section: number; readonly count: number }
);

/** The lines of a table from top to bottom, with their places in px. */
export interface Lines {
  readonly count: number;
  readonly height: number;
  at(line: number): Line | undefined;
  /** px from the top. */
  topOf(line: number): number;
  /** The line at a height. */
  lineAt(px: number): number;
  /** The line of a record, or undefined where its group is folded. */
  lineOf(section: number, index: number): number | undefined;
  /** The heads under which a line stands, the outermost first. */
  headsOver(line: number): readonly { readonly head: Head; readonly line: number }[];
}

/** Names a group, for what a member folded. */
export const groupId = (keys: readonly (string | null)[]): string => JSON.stringify(keys);

/** The records of a table without groups: one section. */
export const flatLines = (count: number, rowPx: number): Lines =>
  linesOf(count > 0 ? [{ kind: 'records', section: 0, count, first: 0, px: 0 }] : [], rowPx);

/** The groups that hold records themselves; each is a section, by its place among them. */
export const sectionsOf = (groups: readonly Group[], levels: number): readonly Group[] =>
  groups.filter(({ keys }) => keys.length === levels);

/** Groups within groups as lines: a head for each, below it what it holds unless it is folded. */
export function groupedLines(
  groups: readonly Group[],
  levels: number,
  folded: ReadonlySet<string>,
  rowPx: number,
): Lines {
  const runs: Run[] = [];
  let first = 0;
  let px = 0;
  let section = 0;
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const group of groups) {
    const depth = group.keys.length - 1;
    const leaf = depth === levels - 1;
    const own = leaf ? section++ : -1;
    if (depth > hiddenBelow) continue;
    const id = groupId(group.keys);
    const closed = folded.has(id);
    hiddenBelow = closed ? depth : Number.POSITIVE_INFINITY;
    runs.push({ kind: 'head', head: { ...group, id, depth, folded: closed }, first, px });
    first += 1;
    px += HEAD_PX;
    if (!leaf || closed || group.count === 0) continue;
    runs.push({ kind: 'records', section: own, count: group.count, first, px });
    first += group.count;
    px += group.count * rowPx;
  }
  return linesOf(runs, rowPx);
}

function linesOf(runs: readonly Run[], rowPx: number): Lines {
  const last = runs.at(-1);
  const size = (run: Run) => (run.kind === 'head' ? 1 : run.count);
  const pxOf = (run: Run) => (run.kind === 'head' ? HEAD_PX : run.count * rowPx);
  const runOf = (value: number, by: 'first' | 'px'): number => {
    let low = 0;
    let high = runs.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((runs[middle] as Run)[by] <= value) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const count = last ? last.first + size(last) : 0;
  const height = last ? last.px + pxOf(last) : 0;
  const bySection = new Map(runs.flatMap((run) => (run.kind === 'records' ? [[run.section, run]] : [])));
  return {
    count,
    height,
    at(line) {
      const run = line >= 0 && line < count ? runs[runOf(line, 'first')] : undefined;
      if (!run) return undefined;
      return run.kind === 'head'
        ? { kind: 'head', head: run.head }
        : { kind: 'record', section: run.section, index: line - run.first };
    },
    topOf(line) {
      const run = runs[runOf(line, 'first')];
      return run ? run.px + (line - run.first) * rowPx : 0;
    },
    lineAt(px) {
      const run = runs[runOf(px, 'px')];
      if (!run) return 0;
      const within = run.kind === 'head' ? 0 : Math.floor((px - run.px) / rowPx);
      return run.first + Math.max(0, Math.min(size(run) - 1, within));
    },
    lineOf(section, index) {
      const run = bySection.get(section);
      return run && index < run.count ? run.first + index : undefined;
    },
    headsOver(line) {
      const found: { head: Head; line: number }[] = [];
      if (count === 0) return found;
      let depth = Number.POSITIVE_INFINITY;
      for (let index = runOf(line, 'first'); index >= 0 && depth > 0; index--) {
        const run = runs[index] as Run;
        if (run.kind !== 'head' || run.head.depth >= depth) continue;
        depth = run.head.depth;
        if (run.first !== line) found.unshift({ head: run.head, line: run.first });
      }
      return found;
    },
  };
}
