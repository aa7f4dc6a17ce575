import { Icon, MemberAvatar, optionColors } from '@trellis/ui/react';
import { Button, Dropdown } from 'antd';
import { type NamedLane, useBoard } from './hands.tsx';
import { useBoardT } from './messages.ts';

/** A lane by its colour or face, its name, and how many cards are in it. */
function LaneName({ lane, member }: { readonly lane: NamedLane; readonly member: boolean }) {
  const t = useBoardT();
  const { name, count, limit } = lane;
  const over = limit !== undefined && count > limit;
  return (
    <>
      {member && lane.key !== null ? (
        <MemberAvatar name={name} id={lane.key} size={20} />
      ) : (
        <span className="v-lane-dot" style={{ background: optionColors(lane.option?.color).solid }} />
      )}
      <span className="t-ellipsis v-lane-name" title={name}>
        {name}
      </span>
      <span
        className="v-lane-count t-num"
        data-over={over || undefined}
        title={
          limit === undefined ? undefined : over ? t('overLimit', { limit, count }) : t('limit', { limit })
        }
      >
        {count}
        {limit === undefined ? null : <small>/{limit}</small>}
      </span>
    </>
  );
}

/** The head of a lane: its name, its sum, and what can be done with it. */
export function LaneHead(props: {
  readonly lane: NamedLane;
  readonly member: boolean;
  /** Place among the lanes. */
  readonly index: number;
  readonly of: number;
}) {
  const t = useBoardT();
  const { lane, index } = props;
  const { adderAt, fold, put } = useBoard();
  const add = adderAt({ lane: lane.key });
  const { name } = lane;
  const items = [
    { key: 'fold', icon: <Icon name="menu-fold" />, label: t('fold', { lane: name }) },
    ...(put && index > 0 ? [{ key: 'left', icon: <Icon name="arrow-left" />, label: t('putLeft') }] : []),
    ...(put && index < props.of - 1
      ? [{ key: 'right', icon: <Icon name="arrow-right" />, label: t('putRight') }]
      : []),
  ];
  const act = (key: string) => {
    if (key === 'fold') fold(lane, 'lane');
    else put?.(lane, key === 'left' ? -1 : 1);
  };
  return (
    <header className="v-lane-head">
      <div className="v-lane-title">
        <LaneName lane={lane} member={props.member} />
        <span className="v-lane-tools">
          {add ? (
            <Button
              type="text"
              size="small"
              icon={<Icon name="plus" />}
              aria-label={t('add', { lane: name })}
              title={t('add', { lane: name })}
              onClick={add}
            />
          ) : null}
          <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => act(key) }}>
            <Button
              type="text"
              size="small"
              icon={<Icon name="more" />}
              aria-label={t('laneMenu', { lane: name })}
            />
          </Dropdown>
        </span>
      </div>
      {lane.total === undefined ? null : (
        <div className="v-lane-sum t-num">
          {t('sum')} {lane.total}
        </div>
      )}
    </header>
  );
}

/** A lane that is folded to its name. */
export function FoldedLane({ lane, member }: { readonly lane: NamedLane; readonly member: boolean }) {
  const t = useBoardT();
  const { fold } = useBoard();
  return (
    <button
      type="button"
      className="v-lane-unfold"
      aria-expanded={false}
      title={t('unfold', { lane: lane.name })}
      onClick={() => fold(lane, 'lane')}
    >
      <LaneName lane={lane} member={member} />
    </button>
  );
}
