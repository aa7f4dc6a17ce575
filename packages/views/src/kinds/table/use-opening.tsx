import { areInputsHere, prepareFields } from '@trellis/forms/react';
import { useToast } from '@trellis/ui/react';
import { useRef } from 'react';
import type { EditedCell } from './use-cells.tsx';

/** Opens the editor of a cell. In the first moment of a page its input may still be on its way: what is typed meanwhile waits for it. */
export function useOpening(open: (cell: EditedCell) => void): (cell: EditedCell) => void {
  const toast = useToast();
  const waiting = useRef<EditedCell>(undefined);
  return (cell) => {
    if (areInputsHere()) return open(cell);
    const { current: before } = waiting;
    const goesOn = before?.row === cell.row && before.col === cell.col;
    const typed = goesOn && before.typed !== undefined ? before.typed + (cell.typed ?? '') : cell.typed;
    waiting.current = { ...cell, typed };
    if (before) return;
    prepareFields().then(
      () => {
        if (waiting.current) open(waiting.current);
        waiting.current = undefined;
      },
      (error: unknown) => {
        waiting.current = undefined;
        toast.error(error);
      },
    );
  };
}
