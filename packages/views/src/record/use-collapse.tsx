import { type RefObject, useEffect, useState } from 'react';

/** Px that must stay to be scrolled when the header is small: less would bring it back at once. */
const SPARE = 200;
const START = 24;

/** Whether the header makes room for what is being read below it: on a phone, once one scrolls. */
export function useCollapse(root: RefObject<HTMLElement | null>, enabled: boolean): boolean {
  const [collapsed, setCollapsed] = useState(false);
  useEffect(() => {
    const element = root.current;
    if (!element || !enabled) return;
    const onScroll = ({ target }: Event) => {
      if (!(target instanceof HTMLElement)) return;
      const { scrollTop, scrollHeight, clientHeight } = target;
      const room = scrollHeight - clientHeight;
      setCollapsed((was) => (was ? scrollTop > 0 : scrollTop > START && room > SPARE));
    };
    // What scrolls are its parts; scrolling does not bubble.
    element.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => element.removeEventListener('scroll', onScroll, { capture: true });
  }, [root, enabled]);
  return collapsed && enabled;
}
