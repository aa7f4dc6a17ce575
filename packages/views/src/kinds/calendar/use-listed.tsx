import { useEffect, useState } from 'react';
import type { Wall } from '../../time/wall.ts';

/** The day whose list is open, until something beside it is pressed. */
export function useListed() {
  const [listed, setListed] = useState<Wall>();
  useEffect(() => {
    if (listed === undefined) return;
    const close = ({ target }: PointerEvent) => {
      if (target instanceof Element && !target.closest('.ant-popover, .ant-modal-root, .ant-drawer'))
        setListed(undefined);
    };
    window.addEventListener('pointerdown', close);
    return () => window.removeEventListener('pointerdown', close);
  }, [listed]);
  return [listed, setListed] as const;
}
