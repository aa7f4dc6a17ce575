import { useCallback, useState } from 'react';
import { extendTo, isAny, isSelected, NOTHING, type Selection, toggleRow } from '../state/selection.ts';
import type { Tick } from './tickable.tsx';

/** Whether cards are being ticked though none is yet: it is begun outside of the list. */
export interface Picking {
  readonly on: boolean;
  set(on: boolean): void;
}

/** What is ticked of a list of cards. */
export function useTicks(picking: Picking, idAt: (row: number) => string | undefined) {
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const { set } = picking;
  const on = picking.on || isAny(selection);
  const done = useCallback(() => {
    setSelection(NOTHING);
    set(false);
  }, [set]);
  const tickOf = (row: number, id: string, title: string): Tick => ({
    title,
    on,
    checked: isSelected(selection, id),
    toggle: (range) => setSelection((s) => (range ? extendTo(s, row, idAt) : toggleRow(s, row, id))),
    rest: () => {
      set(true);
      setSelection((s) => toggleRow(s, row, id));
    },
  });
  return { selection, on, tickOf, select: setSelection, done };
}
