import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Lines } from './lines.ts';
import { AT_TOP, barTop, elementHeight, type Scroll, scrolled } from './scroll.ts';

/** Lines drawn above and below those in sight. */
const OVERSCAN = 8;
/** Time without scrolling after which the scrollbar is put where it belongs. */
const IDLE_MS = 160;

/** The lines that are drawn, and how far the list is from the element that is scrolled in its place. */
interface Drawn {
  readonly first: number;
  readonly last: number;
  /** The first line that is in sight. */
  readonly top: number;
  readonly base: number;
}
const NOTHING: Drawn = { first: 0, last: -1, top: 0, base: 0 };

/** Draws only the lines in sight, of lists that are higher than a browser lets an element be too. */
export function useScroll(scroller: RefObject<HTMLDivElement | null>, lines: Lines, headPx: number) {
  const place = useRef<Scroll>(AT_TOP);
  const [drawn, setDrawn] = useState(NOTHING);

  const sizes = useCallback(() => {
    const room = scroller.current?.clientHeight ?? 0;
    return { height: lines.height, view: Math.max(1, room - headPx) };
  }, [scroller, lines, headPx]);
  const draw = useCallback(() => {
    const { view } = sizes();
    const { top, base } = place.current;
    const inSight = lines.lineAt(top);
    const next: Drawn = {
      first: Math.max(0, inSight - OVERSCAN),
      last: Math.min(lines.count - 1, lines.lineAt(top + view) + OVERSCAN),
      top: inSight,
      base,
    };
    setDrawn((before) =>
      before.first === next.first &&
      before.last === next.last &&
      before.top === next.top &&
      before.base === next.base
        ? before
        : next,
    );
  }, [lines, sizes]);
  const follow = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    place.current = scrolled(place.current, element.scrollTop, sizes());
    draw();
  }, [scroller, sizes, draw]);

  useLayoutEffect(follow, [follow]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let idle: ReturnType<typeof setTimeout>;
    const settle = () => {
      const { top } = place.current;
      const bar = barTop(top, sizes());
      if (Math.abs(bar - element.scrollTop) < 1) return;
      element.scrollTop = bar;
      // What the browser rounds is part of the distance, so that nothing moves.
      place.current = { top, base: top - element.scrollTop };
      draw();
    };
    const onScroll = () => {
      follow();
      clearTimeout(idle);
      idle = setTimeout(settle, IDLE_MS);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    const observer = new ResizeObserver(follow);
    observer.observe(element);
    return () => {
      clearTimeout(idle);
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, sizes, follow, draw]);

  /** Moves the list so that a height comes to its top. */
  const moveTo = useCallback(
    (px: number) => {
      const element = scroller.current;
      if (!element) return;
      const { height, view } = sizes();
      const top = Math.max(0, Math.min(height - view, px));
      element.scrollTop = barTop(top, { height, view });
      place.current = { top, base: top - element.scrollTop };
      draw();
    },
    [scroller, sizes, draw],
  );
  /** Brings a line into sight, below `covered` px that something else hides at the top. */
  const show = useCallback(
    (line: number, covered = 0) => {
      const { view } = sizes();
      const { top } = place.current;
      const start = lines.topOf(line);
      const end = line + 1 < lines.count ? lines.topOf(line + 1) : lines.height;
      if (start < top + covered) moveTo(start - covered);
      else if (end > top + view) moveTo(end - view);
    },
    [lines, sizes, moveTo],
  );
  /** Moves the list by as much as what stands above it grew. */
  const shift = useCallback((px: number) => moveTo(place.current.top + px), [moveTo]);
  return { drawn, show, shift, height: elementHeight(lines.height), atTop: () => place.current.top <= 0 };
}
