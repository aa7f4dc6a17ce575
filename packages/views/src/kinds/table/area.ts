import type { Position } from './position.ts';

/** A rectangle of cells, its borders included. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The rectangle between two of its corners. */
export const areaOf = (a: Position, b: Position): Area => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.col, b.col),
  right: Math.max(a.col, b.col),
});

export const rowsIn = ({ top, bottom }: Area): number => bottom - top + 1;
const colsIn = ({ left, right }: Area): number => right - left + 1;
export const isOneCell = (area: Area): boolean => rowsIn(area) === 1 && colsIn(area) === 1;

export const holds = (area: Area, row: number, col: number): boolean =>
  row >= area.top && row <= area.bottom && col >= area.left && col <= area.right;

/**
 * How large what is pasted becomes: a selection that it fits into several times is filled with it, any other gets it
 * once, from its corner.
 */
export function pasted(
  area: Area,
  block: { readonly rows: number; readonly cols: number },
): { readonly rows: number; readonly cols: number } {
  const fits = (room: number, size: number) => room > size && room % size === 0;
  return {
    rows: fits(rowsIn(area), block.rows) ? rowsIn(area) : block.rows,
    cols: fits(colsIn(area), block.cols) ? colsIn(area) : block.cols,
  };
}

/** Which line of the source a line of what is filled repeats. */
export const repeated = (index: number, count: number): number => ((index % count) + count) % count;
