/** Rows under a head: a group of records, or all of them without one; or the records below another one. */
export interface Section {
  readonly id: string;
  /** Absent: no head of its own. */
  readonly name?: string;
  readonly count: number;
  readonly folded: boolean;
  /** Records of it with others below them: at which place, and in which section these are. */
  readonly open?: readonly { readonly index: number; readonly section: number }[];
  /** It stands below a record of another one, and nowhere else. */
  readonly below?: boolean;
}

/** What stands in a row; `depth`: how many records are above it in the tree. */
export type SectionRow =
  | { readonly kind: 'head'; readonly section: number }
  | { readonly kind: 'record'; readonly section: number; readonly index: number; readonly depth: number };

export interface PlacedRow {
  readonly row: number;
  readonly is: SectionRow;
}

export const rowCount = (sections: readonly Section[]): number => walk(sections, 0, 0, []);

/** The rows from `first` up to `end`. */
export function rowsBetween(sections: readonly Section[], first: number, end: number): readonly PlacedRow[] {
  const found: PlacedRow[] = [];
  walk(sections, first, end, found);
  return found;
}

/** Goes over all sections in their order, keeps the rows of a window, and answers how many rows there are. */
function walk(sections: readonly Section[], first: number, end: number, found: PlacedRow[]): number {
  const below = (at: number, depth: number, start: number): number => {
    const section = sections[at];
    if (!section) return start;
    let row = start;
    if (section.name !== undefined) {
      if (row >= first && row < end) found.push({ row, is: { kind: 'head', section: at } });
      row++;
    }
    if (section.folded) return row;
    let next = 0;
    const upTo = (index: number) => {
      for (let i = Math.max(next, next + first - row); i < Math.min(index, next + end - row); i++)
        found.push({ row: row + i - next, is: { kind: 'record', section: at, index: i, depth } });
      row += index - next;
      next = index;
    };
    const open = section.open?.filter(({ index }) => index < section.count) ?? [];
    for (const { index, section: inner } of [...open].sort((a, b) => a.index - b.index)) {
      upTo(index + 1);
      row = below(inner, depth + 1, row);
    }
    upTo(section.count);
    return row;
  };
  return sections.reduce((row, { below: inner }, at) => (inner ? row : below(at, 0, row)), 0);
}
