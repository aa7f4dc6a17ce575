import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The element that scrolls an element: the nearest that may, else the page. */
function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  for (let one = element?.parentElement; one; one = one.parentElement) {
    const { overflowY } = getComputedStyle(one);
    if (overflowY === 'auto' || overflowY === 'scroll') return one;
  }
  return document.scrollingElement as HTMLElement | null;
}

/** Rows of cards from the last that a list is still short of are asked for so early. */
const EARLY = 4;

/**
 * A list without an end in a page that scrolls: only the rows in sight are drawn, and more are asked for before the end
 * is in sight. `box` is the element that holds the rows. Where rows have keys, the one under the eye stays where it is
 * while others come and go above it.
 */
export function useEndless(of: {
  readonly box: RefObject<HTMLElement | null>;
  readonly rows: number;
  /** What a row is, wherever it stands. */
  readonly keyOf?: (row: number) => string | number;
  /** Px of a row until it has been measured. */
  readonly height: number;
  /** Rows that are drawn beyond those in sight. */
  readonly spare?: number;
  readonly more: boolean;
  readonly load: () => void;
}) {
  const { box, rows, height, keyOf } = of;
  const scroller = useRef<HTMLElement | null>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    scroller.current = scrollerOf(element);
    if (!element || !scroller.current) return;
    const top = element.getBoundingClientRect().top - scroller.current.getBoundingClientRect().top;
    setMargin(Math.round(top + scroller.current.scrollTop));
  }, [box]);
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    scrollMargin: margin,
    overscan: of.spare ?? 3,
    useFlushSync: false,
    ...(keyOf ? { getItemKey: keyOf } : {}),
  });
  const items = virtual.getVirtualItems();
  const eye = useRef<{ readonly key: string | number; readonly start: number }>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!keyOf || !element) return;
    const seen = eye.current;
    // At the very top people want to see what comes; below it they read.
    if (seen && element.scrollTop > margin) {
      const row = items.find(({ index }) => keyOf(index) === seen.key);
      if (row && row.start !== seen.start) element.scrollTop += row.start - seen.start;
    }
    const first = items.find(({ end }) => end > element.scrollTop);
    eye.current = first && { key: keyOf(first.index), start: first.start };
  });
  const last = items.at(-1)?.index ?? 0;
  const wanted = of.more && last >= rows - EARLY;
  const load = useRef(of.load);
  useLayoutEffect(() => {
    load.current = of.load;
    if (wanted) load.current();
  });
  return {
    items: items.map(({ key, index, start }) => ({ key, index, top: start - margin })),
    height: virtual.getTotalSize(),
    measure: virtual.measureElement,
  };
}
