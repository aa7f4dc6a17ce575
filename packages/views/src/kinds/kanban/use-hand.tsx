import { useCallback, useRef, useState } from 'react';
import type { Card } from './moves.ts';

/** Cards that are moved together at most: each is a change of its own, told one after the other. */
export const MOST = 50;

/**
 * What is selected, what is carried, and what the cards on the screen are.
 * @param onMost no further card can be selected
 */
export function useHand(onMost: () => void) {
  /** Whatever was drawn, so that it is known where its card has gone out of sight. */
  const drawn = useRef(new Map<string, Card>());
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [lifted, setLifted] = useState<readonly Card[]>([]);
  const cardOf = useCallback((id: string) => drawn.current.get(id), []);
  /** The cards that go with one: all that are selected, where it is one of them. */
  const handful = useCallback(
    (id: string): readonly Card[] =>
      (selected.has(id) ? [id, ...[...selected].filter((one) => one !== id)] : [id]).flatMap(
        (one) => cardOf(one) ?? [],
      ),
    [selected, cardOf],
  );
  const unselect = useCallback(() => setSelected(new Set()), []);
  return {
    selected,
    lifted,
    cardOf,
    handful,
    unselect,
    lift: (id: string | undefined) => setLifted(id === undefined ? [] : handful(id)),
    draw: useCallback((card: Card) => {
      drawn.current.set(card.record.id, card);
    }, []),
    select: ({ record: { id } }: Card) => {
      if (selected.size >= MOST && !selected.has(id)) return onMost();
      setSelected((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      });
    },
  };
}
