/** Chosen rows and the row that a shift-click extends from. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor: number | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

/** Adds or removes one row. */
export function toggleRow(selection: Selection, row: number, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: row };
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
    if (id !== undefined) ids.add(id);
  }
  return { ids, anchor: from };
}
