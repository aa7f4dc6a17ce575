/** px inside the edge at which scrolling begins, and px of a frame at most. */
const NEAR = 16;
const MOST = 48;

/** How far to scroll in a frame with the pointer at `at`, between two edges: the further beyond, the faster. */
export function edgeStep(at: number, low: number, high: number): number {
  const before = low + NEAR - at;
  const behind = at - (high - NEAR);
  const beyond = Math.max(before, behind);
  if (beyond <= 0) return 0;
  const step = Math.min(MOST, 2 + beyond / 4);
  return before > behind ? -step : step;
}

/** What of a scroller shows cells that scroll, without what stays at its edges. */
function openPart(scroller: HTMLElement): { left: number; right: number; top: number; bottom: number } {
  const room = scroller.getBoundingClientRect();
  const edgeOf = (selector: string, side: 'right' | 'bottom' | 'top', fallback: number) =>
    scroller.querySelector(selector)?.getBoundingClientRect()[side] ?? fallback;
  return {
    left: edgeOf('.v-grid-head [data-edge]', 'right', room.left),
    right: room.left + scroller.clientWidth,
    top: edgeOf('.v-grid-head', 'bottom', room.top),
    bottom: edgeOf('.v-totals-line', 'top', room.top + scroller.clientHeight),
  };
}

/**
 * Scrolls for as long as a pointer that draws an area is held at the edge of the cells or beyond it, and tells which
 * cell is next to the pointer then.
 */
export function edgeScroll(scroller: HTMLElement, onCell: (cell: Element) => void) {
  let pointer: { readonly x: number; readonly y: number } | undefined;
  let frame: number | undefined;
  const run = () => {
    frame = undefined;
    if (!pointer) return;
    const { x, y } = pointer;
    const part = openPart(scroller);
    const left = edgeStep(x, part.left, part.right);
    const top = edgeStep(y, part.top, part.bottom);
    if (left === 0 && top === 0) return;
    const before = [scroller.scrollLeft, scroller.scrollTop];
    scroller.scrollBy(left, top);
    const within = (at: number, low: number, high: number) => Math.max(low + 1, Math.min(high - 2, at));
    // Columns that stay are chosen by going there, once there is nothing more to scroll.
    const cell = document
      .elementFromPoint(within(x, part.left, part.right), within(y, part.top, part.bottom))
      ?.closest('[role=gridcell]');
    if (cell && (scroller.scrollLeft !== before[0] || scroller.scrollTop !== before[1])) onCell(cell);
    frame = requestAnimationFrame(run);
  };
  return {
    move(x: number, y: number) {
      pointer = { x, y };
      frame ??= requestAnimationFrame(run);
    },
    stop() {
      pointer = undefined;
      if (frame !== undefined) cancelAnimationFrame(frame);
      frame = undefined;
    },
  };
}
