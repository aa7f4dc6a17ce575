import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef } from 'react';
import { edgeScroll } from './edge-scroll.ts';
import type { RowHands } from './grid-row.tsx';
import { placeOfCell } from './measures.ts';

/**
 * The same object however often the grid is drawn, so that its rows are not drawn with it. An area is only drawn while
 * the button that went down on a cell is held; at the edge the list scrolls on. `onEnd` is told when it is let go.
 */
export function useHands(
  now: RowHands,
  scroller: RefObject<HTMLElement | null>,
  onEnd: () => void,
): RowHands {
  const latest = useRef(now);
  useLayoutEffect(() => {
    latest.current = now;
  });
  const drawing = useRef(false);
  const ended = useEffectEvent(onEnd);
  useEffect(() => {
    let edge: ReturnType<typeof edgeScroll> | undefined;
    const move = ({ buttons, clientX, clientY }: PointerEvent) => {
      // A button that was let go outside the window is not told.
      if (!drawing.current || buttons !== 1 || !scroller.current) return;
      edge ??= edgeScroll(scroller.current, (cell) => {
        const at = placeOfCell(cell);
        if (at) latest.current.drag(at.row, at.col);
      });
      edge.move(clientX, clientY);
    };
    const end = () => {
      edge?.stop();
      edge = undefined;
      if (drawing.current) ended();
      drawing.current = false;
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
    return () => {
      edge?.stop();
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
    };
  }, [scroller]);
  return useMemo(
    () => ({
      activate: (line, col, extend) => {
        drawing.current = true;
        latest.current.activate(line, col, extend);
      },
      drag: (line, col) => {
        if (drawing.current) latest.current.drag(line, col);
      },
      edit: (line, col) => latest.current.edit(line, col),
      select: (line, range) => latest.current.select(line, range),
      open: (id) => latest.current.open(id),
      menu: (place) => latest.current.menu(place),
      commit: (record, field, value) => latest.current.commit(record, field, value),
      closeEditor: () => latest.current.closeEditor(),
      step: (by) => latest.current.step(by),
      startFill: () => {
        drawing.current = true;
        latest.current.startFill();
      },
    }),
    [],
  );
}
