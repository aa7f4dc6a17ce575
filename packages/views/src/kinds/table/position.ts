/** A cell of a grid. */
export interface Position {
  readonly row: number;
  readonly col: number;
}

/** Where a key leads from a cell, or undefined for a key that does not move. `page`: rows on the screen. */
export function move(
  from: Position,
  key: { readonly key: string; readonly ctrl: boolean },
  grid: { readonly rows: number; readonly cols: number; readonly page: number },
): Position | undefined {
  const lastRow = Math.max(0, grid.rows - 1);
  const lastCol = Math.max(0, grid.cols - 1);
  const to = (row: number, col: number): Position => ({
    row: Math.min(lastRow, Math.max(0, row)),
    col: Math.min(lastCol, Math.max(0, col)),
  });
  switch (key.key) {
    case 'ArrowUp':
      return to(key.ctrl ? 0 : from.row - 1, from.col);
    case 'ArrowDown':
      return to(key.ctrl ? lastRow : from.row + 1, from.col);
    case 'ArrowLeft':
      return to(from.row, key.ctrl ? 0 : from.col - 1);
    case 'ArrowRight':
      return to(from.row, key.ctrl ? lastCol : from.col + 1);
    case 'Home':
      return to(key.ctrl ? 0 : from.row, 0);
    case 'End':
      return to(key.ctrl ? lastRow : from.row, lastCol);
    case 'PageUp':
      return to(from.row - grid.page, from.col);
    case 'PageDown':
      return to(from.row + grid.page, from.col);
    default:
      return undefined;
  }
}
