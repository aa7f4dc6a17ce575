/** Rows under a head: a group of records, or all of them without one. */
export interface Section {
  readonly id: string;
  /** Absent: no head of its own. */
  readonly name?: string;
  readonly count: number;
  readonly folded: boolean;
}

/** What stands in a row. */
export type SectionRow =
  | { readonly kind: 'head'; readonly section: number }
  | { readonly kind: 'record'; readonly section: number; readonly index: number };

const heads = ({ name }: Section): number => (name === undefined ? 0 : 1);
const lengthOf = (section: Section): number => heads(section) + (section.folded ? 0 : section.count);

export const rowCount = (sections: readonly Section[]): number =>
  sections.reduce((sum, section) => sum + lengthOf(section), 0);

/** The rows from `first` up to `end`. */
export function rowsBetween(
  sections: readonly Section[],
  first: number,
  end: number,
): { readonly row: number; readonly is: SectionRow }[] {
  const found: { row: number; is: SectionRow }[] = [];
  let start = 0;
  sections.forEach((section, index) => {
    const length = lengthOf(section);
    for (let row = Math.max(first, start); row < Math.min(end, start + length); row++) {
      const within = row - start - heads(section);
      found.push({
        row,
        is: within < 0 ? { kind: 'head', section: index } : { kind: 'record', section: index, index: within },
      });
    }
    start += length;
  });
  return found;
}
