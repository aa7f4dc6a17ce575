import { type RefObject, useEffect, useState } from 'react';

/** Px that must stay to be scrolled when the header is small: less would bring it back at once. */
const SPARE = 200;
const START = 24;

/**
 * Whether the header makes room for what is being read below it: on a phone, once one scrolls. Each part that may be shown
 * there begins with all of it.
 */
export function useCollapse(root: RefObject<HTMLElement | null>, part: string, enabled: boolean): boolean {
  const [collapsed, setCollapsed] = useState<string>();
  useEffect(() => {
    const element = root.current;
    if (!element || !enabled) return;
    const onScroll = ({ target }: Event) => {
      if (!(target instanceof HTMLElement) || target.matches('textarea')) return;
      const { scrollTop, scrollHeight, clientHeight } = target;
      const room = scrollHeight - clientHeight;
      // Rows of tabs move sideways only.
      if (room <= 0) return;
      setCollapsed((was) =>
        (was === part ? scrollTop > 0 : scrollTop > START && room > SPARE) ? part : undefined,
      );
    };
    // What scrolls are its parts; scrolling does not bubble.
    element.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => element.removeEventListener('scroll', onScroll, { capture: true });
  }, [root, part, enabled]);
  return enabled && collapsed === part;
}
