import { useEffect } from 'react';

/** Names the browser's tab while the page is shown: what it is, then the product. */
export function useTitle(...parts: readonly (string | undefined)[]): void {
  const title = [...parts.filter(Boolean), 'Trellis'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
