import { type KeyboardEvent, useCallback, useState } from 'react';
import { type Area, areaOf, isOneCell } from './area.ts';
import { move, type Position } from './position.ts';

/** A cell that is edited; `typed`: what was typed to begin. */
export interface EditedCell extends Position {
  readonly typed?: string | undefined;
}

/** What the keys of a spreadsheet do beside moving. */
export interface CellActions {
  undo(): void;
  redo(): void;
  clear(area: Area): void;
  fillDown(area: Area): void;
  edit(at: Position): void;
  open(at: Position): void;
  select(at: Position, range: boolean): void;
  unselect(): void;
  /** Folds or unfolds the group whose head stands in a line; false where there is none. */
  fold(line: number, folded?: boolean): boolean;
  show(at: Position): void;
  /** Opens the menu of the active cell's row. */
  menu(): void;
}

/** Which cell is active, which area is chosen with it, and where keys lead. */
export function useCells(grid: { readonly rows: number; readonly cols: number }) {
  const [active, setActive] = useState<Position>({ row: 0, col: 0 });
  /** The corner of the chosen area that moves. */
  const [corner, setCorner] = useState<Position>(active);
  const [editing, setEditing] = useState<EditedCell>();
  const within = (at: Position): Position => ({
    row: Math.max(0, Math.min(at.row, grid.rows - 1)),
    col: Math.max(0, Math.min(at.col, grid.cols - 1)),
  });
  const here = within(active);
  const area = areaOf(here, within(corner));
  const goTo = useCallback((at: Position, extend = false) => {
    if (!extend) setActive(at);
    setCorner(at);
  }, []);
  const shift = useCallback((rows: number) => {
    const moved = (at: Position) => ({ ...at, row: at.row + rows });
    setActive(moved);
    setCorner(moved);
    setEditing((at) => at && { ...at, row: at.row + rows });
  }, []);

  /** Does what a key means; false where it means nothing here. */
  const press = (event: KeyboardEvent, page: number, act: CellActions): boolean => {
    const { key, shiftKey } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    const letter = ctrl ? key.toLowerCase() : '';
    const go = (at: Position, extend = false) => {
      goTo(at, extend);
      act.show(at);
    };
    if (letter === 'z') shiftKey ? act.redo() : act.undo();
    else if (letter === 'y') act.redo();
    else if (letter === 'a') {
      setActive({ row: 0, col: 0 });
      setCorner({ row: grid.rows - 1, col: grid.cols - 1 });
    } else if (letter === 'd') act.fillDown(area);
    else if (key === 'Tab') {
      const col = here.col + (shiftKey ? -1 : 1);
      // At the end of a row the focus goes on: nobody is caught in a million cells.
      if (col < 0 || col >= grid.cols) return false;
      go({ row: here.row, col });
    } else if ((key === 'ArrowLeft' || key === 'ArrowRight') && act.fold(here.row, key === 'ArrowLeft'))
      return true;
    else if (key === 'Enter' || key === ' ') {
      if (!ctrl && act.fold(here.row)) return true;
      if (key === ' ') act.select(here, shiftKey);
      else if (ctrl) act.open(here);
      else if (shiftKey) go(within({ ...here, row: here.row - 1 }));
      else act.edit(here);
    } else if (key === 'F2') act.edit(here);
    else if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) act.menu();
    else if (key === 'Delete' || key === 'Backspace') act.clear(area);
    else if (key === 'Escape') {
      if (isOneCell(area)) act.unselect();
      else setCorner(here);
    } else {
      const next = move(shiftKey ? within(corner) : here, { key, ctrl }, { ...grid, page });
      if (!next) return false;
      go(next, shiftKey);
    }
    return true;
  };
  return { active: here, area, editing, setEditing, goTo, shift, press };
}
