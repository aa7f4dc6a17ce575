import {
  DndCard,
  DndLane,
  ErrorState,
  Icon,
  type ListQuery,
  optionColors,
  type RecordData,
  type Refs,
  SkeletonCards,
  useRecordPages,
} from '@trellis/ui/react';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useMoreOnScroll } from '../../data/use-more-on-scroll.tsx';
import { useT } from '../../messages.ts';
import type { Lane } from './lanes.ts';

interface LaneProps {
  readonly id: string;
  /** "app:form". */
  readonly form: string;
  readonly lane: Lane;
  readonly name: string;
  /** Formatted sum of the lane. */
  readonly sum: string | undefined;
  readonly body: ListQuery;
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
  readonly onAdd: (() => void) | undefined;
  readonly mayMove: boolean;
  readonly render: (record: RecordData, refs: Refs) => ReactNode;
}

/** A lane: its head, and its cards, more of which load as it scrolls. A folded one still takes cards. */
export function BoardLane(props: LaneProps) {
  const t = useT();
  const { lane, name } = props;
  const head = (
    <>
      <span className="v-lane-dot" style={{ background: optionColors(lane.option?.color).solid }} />
      <span className="t-ellipsis v-lane-name" title={name}>
        {name}
      </span>
      <span className="v-lane-count t-num">{lane.count}</span>
    </>
  );
  if (props.folded)
    return (
      <DndLane id={props.id} className="v-lane v-lane-folded">
        {() => (
          <button
            type="button"
            aria-label={t('laneUnfold', { lane: name })}
            onClick={() => props.onFold(false)}
          >
            {head}
          </button>
        )}
      </DndLane>
    );
  return (
    <DndLane id={props.id} className="v-lane">
      {({ isOver }) => (
        <section aria-label={`${name}, ${t('laneCount', { count: lane.count })}`} className="v-lane-inner">
          <header className="v-lane-head">
            <div className="v-lane-title">
              {head}
              <span className="v-lane-tools">
                {props.onAdd ? (
                  <Button
                    type="text"
                    size="small"
                    icon={<Icon name="plus" />}
                    aria-label={`${t('create')}: ${name}`}
                    onClick={props.onAdd}
                  />
                ) : null}
                <Button
                  type="text"
                  size="small"
                  icon={<Icon name="menu-fold" />}
                  aria-label={t('laneFold', { lane: name })}
                  onClick={() => props.onFold(true)}
                />
              </span>
            </div>
            {props.sum === undefined ? null : (
              <div className="v-lane-sum t-num">
                {t('laneSum')} {props.sum}
              </div>
            )}
          </header>
          <div className="v-lane-cards">
            {isOver ? <div className="v-landing" aria-hidden /> : null}
            <Cards {...props} />
          </div>
        </section>
      )}
    </DndLane>
  );
}

function Cards(props: LaneProps) {
  const t = useT();
  const list = useRecordPages(props.form, props.body);
  const more = useMoreOnScroll(list.hasNextPage && !list.isFetchingNextPage, () => void list.fetchNextPage());
  if (list.isPending) return <SkeletonCards cards={Math.min(4, props.lane.count)} height={112} />;
  if (!list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((page) => page.records.map((record) => ({ record, refs: page.refs })));
  return (
    <>
      {rows.length === 0 ? <p className="v-lane-empty">{t('laneEmpty')}</p> : null}
      {rows.map(({ record, refs }) => (
        <DndCard key={record.id} id={record.id} lane={props.id} className="v-card" disabled={!props.mayMove}>
          {props.render(record, refs)}
        </DndCard>
      ))}
      {list.hasNextPage ? (
        <p ref={more} className="v-lane-empty">
          {t('laneMore')}
        </p>
      ) : null}
    </>
  );
}
