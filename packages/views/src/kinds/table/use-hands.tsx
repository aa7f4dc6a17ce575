import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef } from 'react';
import type { RowHands } from './grid-row.tsx';

/**
 * The same object however often the grid is drawn, so that its rows are not drawn with it. An area is only drawn while
 * the button that went down on a cell is held; `onEnd` is told when it is let go.
 */
export function useHands(now: RowHands, onEnd: () => void): RowHands {
  const latest = useRef(now);
  useLayoutEffect(() => {
    latest.current = now;
  });
  const drawing = useRef(false);
  const ended = useEffectEvent(onEnd);
  useEffect(() => {
    const end = () => {
      if (drawing.current) ended();
      drawing.current = false;
    };
    window.addEventListener('pointerup', end);
    return () => window.removeEventListener('pointerup', end);
  }, []);
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
