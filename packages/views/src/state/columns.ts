/** What a member changed about a view for themself; kept in the browser. */
export interface GridPrefs {
  /** px by field. */
  readonly widths?: Readonly<Record<string, number>>;
  readonly hidden?: readonly string[];
  readonly order?: readonly string[];
  readonly height?: RowHeight;
}

export const ROW_HEIGHTS = { short: 36, medium: 52, tall: 68, taller: 100 } as const;
export type RowHeight = keyof typeof ROW_HEIGHTS;

const MIN_WIDTH = 72;
const MAX_WIDTH = 800;
export const clampWidth = (px: number): number => Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, px)));

/**
 * The columns as this member wants them. Columns that the view gained since the order was chosen stand where the view
 * has them, after their left neighbour; the first column can't be hidden (it names the record).
 */
export function arrange<C extends { readonly key: string; readonly width: number }>(
  columns: readonly C[],
  prefs: GridPrefs,
): { readonly all: readonly C[]; readonly shown: readonly C[] } {
  const sized = columns.map((c) => {
    const width = prefs.widths?.[c.key];
    return width === undefined ? c : { ...c, width: clampWidth(width) };
  });
  const all = prefs.order ? reorder(sized, prefs.order) : sized;
  const hidden = new Set(prefs.hidden);
  return { all, shown: all.filter((c, i) => i === 0 || !hidden.has(c.key)) };
}

function reorder<C extends { readonly key: string }>(columns: readonly C[], order: readonly string[]): C[] {
  const byKey = new Map(columns.map((c) => [c.key, c]));
  const result = order.flatMap((key) => byKey.get(key) ?? []);
  const placed = new Set(result.map((c) => c.key));
  columns.forEach((column, i) => {
    if (placed.has(column.key)) return;
    const left = columns[i - 1];
    const at = left ? result.findIndex((c) => c.key === left.key) + 1 : 0;
    result.splice(at, 0, column);
    placed.add(column.key);
  });
  return result;
}
