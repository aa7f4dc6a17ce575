import { useEffect } from 'react';

let page = 'Trellis';
let unread = 0;
const show = () => {
  document.title = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${page}` : page;
};

/** Names the browser's tab while the page is shown: what it is, then the product. */
export function useTitle(...parts: readonly (string | undefined)[]): void {
  const title = [...parts.filter(Boolean), 'Trellis'].join(' · ');
  useEffect(() => {
    page = title;
    show();
  }, [title]);
}

/** Puts the number of what one has not read before the name of the tab, on whatever page. */
export function setUnread(count: number): void {
  unread = count;
  show();
}
