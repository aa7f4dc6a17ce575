import { SkeletonCards } from '@trellis/ui/react';
import type { ReactNode } from 'react';
import type { Card } from './moves.ts';

/** What is carried, with how many more. */
export function Ghost(props: { readonly cards: readonly Card[]; readonly drawn: (card: Card) => ReactNode }) {
  const [first] = props.cards;
  const { length } = props.cards;
  return first ? (
    <div className="v-board-ghost">
      {props.drawn(first)}
      {length > 1 ? <span className="v-board-many t-num">{length}</span> : null}
    </div>
  ) : null;
}

/** A board that is under way. */
export function BoardSkeleton({ lanes }: { readonly lanes: number }) {
  return (
    <div className="v-board">
      {Array.from({ length: Math.min(6, lanes) }, (_, index) => (
        <div key={index} className="v-lane">
          <div className="v-lane-cards">
            <SkeletonCards cards={3} height={112} />
          </div>
        </div>
      ))}
    </div>
  );
}
