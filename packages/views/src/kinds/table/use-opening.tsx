import { areInputsHere, prepareFields } from '@trellis/forms/react';
import { useToast } from '@trellis/ui/react';
import { type KeyboardEvent, useRef } from 'react';
import type { EditedCell } from './use-cells.tsx';

/** What is to happen to a cell once its input is there. */
interface Waiting {
  readonly cell: EditedCell;
  /** Keys that were pressed after what was typed. */
  readonly keys: readonly KeyboardEventInit[];
}

/**
 * Opens the editor of a cell. In the first moment of a page its input may still be on its way: what is typed meanwhile,
 * and the key that ends it, wait for it.
 */
export function useOpening(open: (cell: EditedCell) => void) {
  const toast = useToast();
  const waiting = useRef<Waiting>(undefined);

  const begin = () => {
    const { current: found } = waiting;
    waiting.current = undefined;
    if (!found) return;
    open(found.cell);
    // The input takes the focus when it has been drawn.
    if (found.keys.length > 0) requestAnimationFrame(() => requestAnimationFrame(() => press(found.keys)));
  };
  return {
    open(cell: EditedCell): void {
      if (areInputsHere()) {
        open(cell);
        return;
      }
      const { current: before } = waiting;
      const goesOn = before?.cell.row === cell.row && before.cell.col === cell.col;
      const typed = goesOn ? (before.cell.typed ?? '') + (cell.typed ?? '') : cell.typed;
      waiting.current = { cell: { ...cell, typed }, keys: [] };
      if (before) return;
      prepareFields().then(begin, (error: unknown) => {
        waiting.current = undefined;
        toast.error(error);
      });
    },
    /** Whether a key waits too: anything but a character, which comes as a text. */
    holds({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
      if (!waiting.current || key.length === 1) return false;
      waiting.current = {
        ...waiting.current,
        keys: [...waiting.current.keys, { key, shiftKey, ctrlKey, metaKey }],
      };
      return true;
    },
  };
}

function press(keys: readonly KeyboardEventInit[]): void {
  for (const key of keys)
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true }),
    );
}
