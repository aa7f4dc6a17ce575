import { useEffect, useEffectEvent, useState } from 'react';

/** Px around what is in sight that count as in sight. */
const AROUND = 300;

/**
 * Whether a part of a board is in sight, and how high it was when it last was: what is not drawn keeps its room. While
 * something is carried, nothing goes.
 */
export function useInSight(hold: boolean) {
  const [element, ref] = useState<HTMLElement | null>(null);
  const [sight, setSight] = useState<{ readonly seen: boolean; readonly height?: number }>({ seen: false });
  const crossed = useEffectEvent((seen: boolean, height: number) => {
    if (seen) setSight((before) => ({ ...before, seen }));
    else if (!hold) setSight((before) => (before.seen ? { seen, height } : before));
  });
  useEffect(() => {
    if (!element) return;
    const observer = new IntersectionObserver(
      ([entry]) => crossed(entry?.isIntersecting ?? false, element.offsetHeight),
      { root: element.closest('.v-board'), rootMargin: `${AROUND}px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return { ref, ...sight };
}
