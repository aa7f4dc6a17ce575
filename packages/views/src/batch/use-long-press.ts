import { type PointerEvent, useEffect, useRef } from 'react';

/** How long a finger has to rest, and how far it may stray. */
const LONG_MS = 450;
const STRAY_PX = 8;

/** Handlers for an element on which a finger may rest; the press that follows when it is lifted is swallowed. */
export function useLongPress(onLong: (() => void) | undefined) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const from = useRef({ x: 0, y: 0 });
  const rested = useRef(false);
  const give = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    onPointerDown: (event: PointerEvent) => {
      give();
      rested.current = false;
      if (!onLong || event.pointerType !== 'touch') return;
      from.current = { x: event.clientX, y: event.clientY };
      timer.current = setTimeout(() => {
        rested.current = true;
        onLong();
      }, LONG_MS);
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const { x, y } = from.current;
      if (Math.hypot(clientX - x, clientY - y) > STRAY_PX) give();
    },
    onPointerUp: give,
    onPointerCancel: give,
    // The browser's own menu of a link comes at about the same time.
    onContextMenu: (event: { preventDefault(): void }) => {
      if (rested.current) event.preventDefault();
    },
    /** Whether a press is only the end of a long one. */
    swallows: (): boolean => {
      const { current } = rested;
      rested.current = false;
      return current;
    },
  };
}
