import type { Announcements, ScreenReaderInstructions } from '@dnd-kit/core';
import { useMemo, useRef } from 'react';
import type { Drop } from './insertion.ts';
import { useT } from './messages.ts';

/** What a screen reader says while something is put between other things: each place once, by its neighbour. */
export function useDropAccessibility(
  label: (source: string) => string,
  targetLabel: (target: string) => string,
  /** Where it would stand now. */
  here: () => Drop | undefined,
): { announcements: Announcements; screenReaderInstructions: ScreenReaderInstructions } {
  const t = useT();
  // Names may change with every step of the page; what says them stays.
  const names = useRef({ label, targetLabel });
  names.current = { label, targetLabel };
  return useMemo(() => {
    let place: Drop | undefined;
    let said = '';
    const tell = (how: 'over' | 'end', id: string | number): string => {
      const item = names.current.label(String(id));
      if (!place) return t(how === 'end' ? 'endNowhere' : 'nowhere', { item });
      const target = t(place.side, { target: names.current.targetLabel(place.target) });
      return t(how === 'end' ? 'endAt' : 'overAt', { item, target });
    };
    return {
      screenReaderInstructions: { draggable: t('instructions') },
      announcements: {
        onDragStart({ active }) {
          place = undefined;
          said = '';
          return t('start', { item: names.current.label(String(active.id)) });
        },
        onDragMove({ active }) {
          place = here();
          const next = tell('over', active.id);
          if (next === said) return undefined;
          said = next;
          return next;
        },
        // Moving says it all.
        onDragOver: () => undefined,
        onDragEnd: ({ active }) => tell('end', active.id),
        onDragCancel: ({ active }) => t('cancel', { item: names.current.label(String(active.id)) }),
      },
    };
  }, [t, here]);
}
