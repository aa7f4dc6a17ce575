import { useEffect, useEffectEvent, useState } from 'react';

/** A ref for an element at the end of a list: when it comes into sight while there is more, `load` is called. */
export function useMoreOnScroll(more: boolean, load: () => void): (element: HTMLElement | null) => void {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const next = useEffectEvent(load);
  useEffect(() => {
    if (!element || !more) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) next();
      },
      // Begin before the end is in sight, so that nobody waits.
      { rootMargin: '300px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, more]);
  return setElement;
}
