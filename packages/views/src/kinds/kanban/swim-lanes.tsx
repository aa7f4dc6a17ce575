import { DndLane, Icon, MemberAvatar, OptionDot } from '@trellis/ui/react';
import { Button } from 'antd';
import type { CSSProperties } from 'react';
import { useMoreOnScroll } from '../../data/use-more-on-scroll.tsx';
import { FirstCards } from './board-cards.tsx';
import { type NamedLane, useBoard } from './hands.tsx';
import { FoldedLane, LaneHead } from './lane-head.tsx';
import { useBoardT } from './messages.ts';
import { placeId } from './moves.ts';
import { Refused } from './refused.tsx';
import { useInSight } from './use-in-sight.tsx';

/** Rows across the lanes, with the heads of the lanes above them all. Only the rows in sight hold cards. */
export function SwimLanes(props: {
  readonly lanes: readonly NamedLane[];
  readonly swims: readonly NamedLane[];
  /** Lanes are members, rows are. */
  readonly member: boolean;
  readonly swimMember: boolean;
  readonly more: boolean;
  readonly onMore: () => void;
  /** There are more rows than a board takes. */
  readonly most: boolean;
}) {
  const t = useBoardT();
  const { lanes, swims } = props;
  const end = useMoreOnScroll(props.more, props.onMore);
  const columns = lanes
    .map(({ folded }) => (folded ? 'var(--v-lane-folded)' : 'var(--v-lane-cell)'))
    .join(' ');
  return (
    <div className="v-board v-swims" data-board style={{ '--v-columns': columns } as CSSProperties}>
      <div className="v-swim-heads">
        {lanes.map((lane, index) => (
          <div key={lane.id} className="v-swim-lane" data-folded={lane.folded || undefined}>
            {lane.folded ? (
              <FoldedLane lane={lane} member={props.member} />
            ) : (
              <LaneHead lane={lane} member={props.member} index={index} of={lanes.length} />
            )}
          </div>
        ))}
      </div>
      {swims.map((swim) => (
        <SwimRow key={swim.id} swim={swim} lanes={lanes} member={props.swimMember} />
      ))}
      {props.more ? <div ref={end} className="v-board-end" /> : null}
      {props.most && !props.more ? (
        <p className="v-board-note">{t('rowsMost', { count: swims.length })}</p>
      ) : null}
    </div>
  );
}

function SwimRow(props: {
  readonly swim: NamedLane;
  readonly lanes: readonly NamedLane[];
  readonly member: boolean;
}) {
  const t = useBoardT();
  const { swim, lanes } = props;
  const { fold, lifted } = useBoard();
  const { ref, seen, height } = useInSight(lifted.length > 0);
  const { name, count } = swim;
  return (
    <section
      ref={ref}
      className="v-swim"
      aria-label={t('laneCards', { lane: name, count })}
      style={seen || swim.folded || height === undefined ? undefined : { minHeight: height }}
    >
      <button
        type="button"
        className="v-swim-head"
        aria-expanded={!swim.folded}
        title={t(swim.folded ? 'unfold' : 'fold', { lane: name })}
        onClick={() => fold(swim, 'swim')}
      >
        <Icon name={swim.folded ? 'right' : 'down'} />
        {props.member && swim.key !== null ? (
          <MemberAvatar name={name} id={swim.key} size={20} />
        ) : (
          <OptionDot color={swim.option?.color} />
        )}
        <strong className="t-ellipsis">{name}</strong>
        <span className="v-lane-count t-num">{count}</span>
        {swim.total === undefined ? null : (
          <span className="v-lane-sum t-num">
            {t('sum')} {swim.total}
          </span>
        )}
      </button>
      {swim.folded ? null : (
        <div className="v-swim-cells">
          {lanes.map((lane) => (
            <Cell key={lane.id} lane={lane} swim={swim} seen={seen} />
          ))}
        </div>
      )}
    </section>
  );
}

/** A lane in a row. */
function Cell(props: { readonly lane: NamedLane; readonly swim: NamedLane; readonly seen: boolean }) {
  const t = useBoardT();
  const { lane, swim } = props;
  const { against, adderAt, countAt, lifted } = useBoard();
  const place = { lane: lane.key, swim: swim.key };
  const count = countAt(place);
  const refusal = lifted.length > 0 ? against(place) : undefined;
  const add = adderAt(place);
  const title = `${lane.name} · ${swim.name}`;
  return (
    <DndLane id={placeId(place)} className="v-swim-cell" refused={refusal !== undefined}>
      {({ isOver }) => (
        <>
          {isOver && !refusal ? <div className="v-landing" aria-hidden /> : null}
          {lane.folded ? (
            <span className="v-lane-count t-num">{count}</span>
          ) : props.seen && count !== 0 ? (
            <FirstCards place={place} />
          ) : null}
          {add && !lane.folded ? (
            <Button
              className="v-swim-add"
              type="text"
              size="small"
              block
              icon={<Icon name="plus" />}
              aria-label={t('add', { lane: title })}
              title={t('add', { lane: title })}
              onClick={add}
            />
          ) : null}
          {refusal ? <Refused text={refusal} /> : null}
        </>
      )}
    </DndLane>
  );
}
