import type { KeyboardEvent, Ref } from 'react';
import { type Catcher, KeyCatcher } from './catcher.tsx';
import type { Position } from './position.ts';
import type { CellActions, useCells } from './use-cells.tsx';
import type { useClipboard } from './use-clipboard.tsx';
import type { useEdits } from './use-edits.tsx';

/** What the keyboard does to the cells: it moves, types, copies and pastes. */
export function GridKeys(props: {
  readonly ref: Ref<Catcher>;
  /** Id of the grid. */
  readonly grid: string;
  readonly cells: ReturnType<typeof useCells>;
  readonly clipboard: ReturnType<typeof useClipboard>;
  readonly edits: ReturnType<typeof useEdits>;
  readonly cellId: (row: number, col: number) => string;
  /** Where the active cell stands in the frame. */
  readonly place: (cell: HTMLElement | null) => { readonly left: number; readonly top: number } | undefined;
  /** Rows on the screen. */
  readonly page: () => number;
  readonly actions: Omit<CellActions, 'undo' | 'redo' | 'clear' | 'menu'>;
  readonly onMenu: (at: Position & { readonly x: number; readonly y: number }) => void;
  readonly onTyped: (at: Position, text: string) => void;
  /** A key that waits for an editor to open. */
  readonly holds: (event: KeyboardEvent) => boolean;
  readonly onFocus: (focused: boolean) => void;
}) {
  const { cells, clipboard, edits } = props;
  const { active, area } = cells;
  const id = props.cellId(active.row, active.col);
  const cell = () => document.getElementById(id);
  return (
    <KeyCatcher
      ref={props.ref}
      grid={props.grid}
      active={id}
      place={() => props.place(cell())}
      onFocus={props.onFocus}
      onKeys={(event) => {
        if (cells.editing) return;
        if (props.holds(event)) {
          event.preventDefault();
          return;
        }
        const done = cells.press(event, props.page(), {
          ...props.actions,
          undo: () => void edits.undo(),
          redo: () => void edits.redo(),
          clear: (chosen) => void clipboard.clear(chosen),
          menu: () => {
            const box = cell()?.getBoundingClientRect();
            if (box) props.onMenu({ ...active, x: box.left, y: box.bottom });
          },
        });
        if (done) event.preventDefault();
      }}
      onTyped={(text) => props.onTyped(active, text)}
      onCopy={(event, cut) => {
        if (!clipboard.copy(area, event.clipboardData)) return;
        event.preventDefault();
        // Only what is safe on the clipboard is taken away.
        if (cut) void clipboard.clear(area);
      }}
      onPaste={(text) => void clipboard.paste(area, text)}
    />
  );
}
