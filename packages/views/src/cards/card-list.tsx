import { useTextEnv } from '@trellis/forms/react';
import { ErrorState, type RecordData, type Refs, SkeletonCards, useRecordPages } from '@trellis/ui/react';
import { Button } from 'antd';
import { type CSSProperties, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { BatchBar } from '../batch/late-bar.tsx';
import { Tickable } from '../batch/tickable.tsx';
import { type Picking, useTicks } from '../batch/use-ticks.ts';
import type { FormInfo } from '../catalog/catalog.ts';
import { recordTitle } from '../data/record-title.ts';
import { TotalText } from '../kinds/table/total-text.tsx';
import { useT } from '../messages.ts';
import type { ViewQuery } from '../state/shown.ts';
import './cards.css';
import { useEndless } from './use-endless.tsx';

const PAGE = 30;
/** Px between cards. */
const GAP = 12;

/** Where nothing outside begins the ticking. */
const NO_PICKING: Picking = { on: false, set() {} };

interface CardListProps {
  readonly info: FormInfo;
  readonly query: ViewQuery & { readonly fields: string[] };
  /** Px that a card should have at least; absent: one column. */
  readonly least?: number;
  /** Px of a card until it has been measured. */
  readonly height: number;
  readonly picking: Picking | undefined;
  readonly render: (record: RecordData, refs: Refs) => ReactNode;
  readonly empty: ReactNode;
}

/** Records as cards, one below the other or in columns; however many there are, only those in sight are drawn. */
export function CardList(props: CardListProps) {
  const list = useRecordPages(props.info.form.ref, { ...props.query, limit: PAGE });
  if (list.isPending)
    return (
      <div className="v-cards">
        <SkeletonCards cards={6} height={props.height} />
      </div>
    );
  if (!list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const cards = list.data.pages.flatMap(({ records, refs }) => records.map((record) => ({ record, refs })));
  return cards.length === 0 ? props.empty : <Cards {...props} list={list} cards={cards} />;
}

function Cards(
  props: CardListProps & {
    readonly list: ReturnType<typeof useRecordPages>;
    readonly cards: readonly { readonly record: RecordData; readonly refs: Refs }[];
  },
) {
  const t = useT();
  const { list, cards, least, info } = props;
  const env = useTextEnv();
  const ticks = useTicks(
    props.picking ?? NO_PICKING,
    useCallback((row) => cards[row]?.record.id, [cards]),
  );
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const columns = least === undefined ? 1 : Math.max(1, Math.floor((width + GAP) / (least + GAP)));
  const { items, height, measure } = useEndless({
    box,
    rows: Math.ceil(cards.length / columns),
    height: props.height + GAP,
    more: list.hasNextPage && !list.isFetchingNextPage && !list.isFetchNextPageError,
    load: () => void list.fetchNextPage(),
  });
  const total = list.data?.pages[0]?.total;
  const extent = { rows: total?.value ?? 0, exact: total?.kind === 'exact' };
  return (
    <div className="v-cards" data-stale={list.isPlaceholderData || undefined}>
      <div ref={box} className="v-cards-box" style={{ height }}>
        {items.map(({ key, index, top }) => (
          <div
            key={key}
            ref={measure}
            data-index={index}
            className="v-cards-row"
            style={{ '--v-columns': columns, transform: `translateY(${top}px)` } as CSSProperties}
          >
            {cards.slice(index * columns, (index + 1) * columns).map(({ record, refs }, at) => (
              <div key={record.id} className="v-cards-cell">
                <Tickable
                  tick={ticks.tickOf(
                    index * columns + at,
                    record.id,
                    recordTitle(info.form, record.values, env) ?? t('unnamed'),
                  )}
                >
                  {props.render(record, refs)}
                </Tickable>
              </div>
            ))}
          </div>
        ))}
      </div>
      <div className="v-more">
        {list.isFetchingNextPage ? (
          t('laneMore')
        ) : list.isFetchNextPageError ? (
          <Button size="small" onClick={() => void list.fetchNextPage()}>
            {t('retry')}
          </Button>
        ) : (
          <TotalText pending={!total} extent={extent} />
        )}
      </div>
      {ticks.on ? (
        <footer className="v-batch-foot">
          <BatchBar
            info={info}
            query={props.query}
            selection={ticks.selection}
            all={{ extent, onSelect: ticks.select }}
            onDone={ticks.done}
          />
        </footer>
      ) : null}
    </div>
  );
}
