import { DndLane } from '@trellis/ui/react';
import { useMoreOnScroll } from '../../data/use-more-on-scroll.tsx';
import { EndlessCards } from './board-cards.tsx';
import { type NamedLane, useBoard } from './hands.tsx';
import { FoldedLane, LaneHead } from './lane-head.tsx';
import { useBoardT } from './messages.ts';
import { Refused } from './refused.tsx';
import { useInSight } from './use-in-sight.tsx';

/** Lanes beside each other; each scrolls by itself. A folded one still takes cards. */
export function LaneList(props: {
  readonly lanes: readonly NamedLane[];
  readonly member: boolean;
  /** There are lanes beyond these. */
  readonly more: boolean;
  readonly onMore: () => void;
}) {
  const { lanes, member } = props;
  const end = useMoreOnScroll(props.more, props.onMore);
  return (
    <div className="v-board" data-board>
      {lanes.map((lane, index) => (
        <LaneColumn key={lane.id} lane={lane} member={member} index={index} of={lanes.length} />
      ))}
      {props.more ? <div ref={end} className="v-board-end" /> : null}
    </div>
  );
}

function LaneColumn(props: {
  readonly lane: NamedLane;
  readonly member: boolean;
  readonly index: number;
  readonly of: number;
}) {
  const t = useBoardT();
  const { lane } = props;
  const { against, lifted } = useBoard();
  const place = { lane: lane.key };
  const sight = useInSight(lifted.length > 0);
  const refusal = lifted.length > 0 ? against(place) : undefined;
  return (
    <DndLane
      id={lane.id}
      className={lane.folded ? 'v-lane v-lane-folded' : 'v-lane'}
      refused={refusal !== undefined}
    >
      {({ isOver }) =>
        lane.folded ? (
          <>
            <FoldedLane lane={lane} member={props.member} />
            {refusal ? <Refused text={refusal} /> : null}
          </>
        ) : (
          <section
            ref={sight.ref}
            aria-label={t('laneCards', { lane: lane.name, count: lane.count })}
            className="v-lane-inner"
          >
            <LaneHead {...props} />
            <div className="v-lane-cards">
              {isOver && !refusal ? <div className="v-landing" aria-hidden /> : null}
              {sight.seen ? <EndlessCards place={place} /> : null}
            </div>
            {refusal ? <Refused text={refusal} /> : null}
          </section>
        )
      }
    </DndLane>
  );
}
