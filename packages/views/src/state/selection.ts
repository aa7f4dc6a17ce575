/** Chosen rows and the row that a shift-click extends from. */
export interface Selection {
  /** Those that are chosen; where all are, those that are not. */
  readonly ids: ReadonlySet<string>;
  readonly anchor: number | null;
  /** All records that the list is about are chosen: so many there were. */
  readonly all?: number;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

export const isSelected = ({ ids, all }: Selection, id: string): boolean =>
  (all !== undefined) !== ids.has(id);

/** Whether there is something to do something with. */
export const isAny = ({ ids, all }: Selection): boolean =>
  all === undefined ? ids.size > 0 : ids.size < all;

/** Adds or removes one row. */
export function toggleRow(selection: Selection, row: number, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ...selection, ids, anchor: row };
}

/** Adds all rows between the anchor and `row`; rows that are not loaded (undefined) are left out. */
export function extendTo(
  selection: Selection,
  row: number,
  idAt: (row: number) => string | undefined,
): Selection {
  const from = selection.anchor ?? row;
  const ids = new Set(selection.ids);
  for (let i = Math.min(from, row); i <= Math.max(from, row); i++) {
    const id = idAt(i);
    if (id === undefined) continue;
    if (selection.all === undefined) ids.add(id);
    else ids.delete(id);
  }
  return { ...selection, ids, anchor: from };
}
