import type { RowHeight, TableColumn } from '@trellis/metadata';

/** px by height. */
export const ROW_PX: Readonly<Record<RowHeight, number>> = { short: 36, medium: 52, tall: 68, huge: 100 };

const MIN_WIDTH = 72;
const MAX_WIDTH = 800;
export const clampWidth = (px: number): number => Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, px)));

/**
 * Columns with one of another width, or hidden, or shown again; one that is not among them is added at the end.
 */
export function withColumn(
  columns: readonly TableColumn[],
  field: string,
  change: { readonly width?: number; readonly hidden?: boolean },
): readonly TableColumn[] {
  const at = columns.findIndex((column) => column.field === field);
  const { hidden, ...before } = columns[at] ?? { field };
  const kept = change.hidden ?? hidden;
  const next: TableColumn = {
    ...before,
    ...(change.width === undefined ? {} : { width: clampWidth(change.width) }),
    ...(kept ? { hidden: true } : {}),
  };
  return at < 0 ? [...columns, next] : columns.with(at, next);
}
