import { useState } from 'react';
import type { Area } from './area.ts';
import type { Filling } from './use-clipboard.tsx';

/** Filling cells from those beside them: by the handle of the chosen area, up or down, or all below its first row. */
export function useFilling(area: Area, fill: (filling: Filling) => Promise<void>) {
  /** The line that the handle was dragged to. */
  const [to, setTo] = useState<number>();
  return {
    dragged: to !== undefined,
    /** The chosen area with what the handle was dragged over. */
    chosen:
      to === undefined ? area : { ...area, top: Math.min(area.top, to), bottom: Math.max(area.bottom, to) },
    start: () => setTo(area.bottom),
    dragTo: setTo,
    end() {
      if (to === undefined) return;
      setTo(undefined);
      const down = to > area.bottom;
      if (!down && to >= area.top) return;
      const over = down ? { top: area.bottom + 1, bottom: to } : { top: to, bottom: area.top - 1 };
      void fill({ from: area, to: { ...area, ...over } });
    },
    /** Fills an area from its first row; a single row from the one above it. */
    down(chosen: Area) {
      const alone = chosen.top === chosen.bottom;
      const from = alone ? chosen.top - 1 : chosen.top;
      if (from < 0) return;
      void fill({
        from: { ...chosen, top: from, bottom: from },
        to: { ...chosen, top: from + 1, bottom: chosen.bottom },
      });
    },
  };
}
