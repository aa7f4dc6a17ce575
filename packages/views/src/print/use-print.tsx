import { useEffect, useEffectEvent } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useNavigation } from '../navigation.tsx';

/** Records on paper at once. */
export const MOST_PRINTED = 50;

/** Opens records of a form as they are printed, in a tab of their own: what is typed here stays. */
export function usePrint({ form }: FormInfo): (ids: readonly string[]) => void {
  const { href } = useNavigation();
  return (ids) => {
    const search = { ids: ids.slice(0, MOST_PRINTED + 1).join(',') };
    window.open(href({ kind: 'print', app: form.app, form: form.key, search }), '_blank');
  };
}

/** Ctrl/⌘-P prints the record on the screen instead of the screen. */
export function usePrintKey(print: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (
      event.key.toLowerCase() !== 'p' ||
      !(event.ctrlKey || event.metaKey) ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    print();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
