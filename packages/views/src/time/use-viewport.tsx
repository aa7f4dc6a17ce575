import { type RefObject, useEffect, useState } from 'react';

/** The part of a large area that is in sight, in px. */
export interface Viewport {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const NOWHERE: Viewport = { left: 0, top: 0, width: 0, height: 0 };
/** Less than so much is no other part: what is drawn reaches farther than what is in sight. */
export const GRAIN = 32;

const grained = (px: number): number => Math.floor(px / GRAIN) * GRAIN;

/** What a scroller shows, as it is scrolled and resized. `there`: the scroller is on the page. */
export function useViewport(scroller: RefObject<HTMLElement | null>, there: boolean): Viewport {
  const [viewport, setViewport] = useState(NOWHERE);
  useEffect(() => {
    const element = scroller.current;
    if (!there || !element) return;
    const look = () => {
      const next = {
        left: grained(element.scrollLeft),
        top: grained(element.scrollTop),
        width: element.clientWidth + GRAIN,
        height: element.clientHeight + GRAIN,
      };
      setViewport((before) =>
        Object.keys(next).every((key) => before[key as keyof Viewport] === next[key as keyof Viewport])
          ? before
          : next,
      );
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, there]);
  return viewport;
}
