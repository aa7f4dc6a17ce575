import { DndCard, ErrorState, SkeletonCards } from '@trellis/ui/react';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Tickable } from '../../batch/tickable.tsx';
import { useEndless } from '../../cards/use-endless.tsx';
import { useBoard } from './hands.tsx';
import { useBoardT } from './messages.ts';
import { type Card, type Place, placeId } from './moves.ts';
import { useCards } from './use-cards.tsx';

/** Px of a card until it has been measured, with the gap below it. */
const HEIGHT = 120;
/** So many that a short lane is all there: Tab and the browser's own search find its cards. */
const SPARE = 12;

/** All cards of a place in something that scrolls: only those in sight are drawn, more are fetched before they are. */
export function EndlessCards({ place }: { readonly place: Place }) {
  const t = useBoardT();
  const { countAt } = useBoard();
  const list = useCards(place);
  const box = useRef<HTMLDivElement>(null);
  const { cards } = list;
  const { items, height, measure } = useEndless({
    box,
    rows: cards.length,
    keyOf: (row) => cards[row]?.record.id ?? row,
    height: HEIGHT,
    spare: SPARE,
    more: list.more && !list.loading && !list.stopped,
    load: list.load,
  });
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />;
  return (
    <>
      <div ref={box} className="v-board-box" style={{ height }}>
        {items.map(({ key, index, top }) => {
          const card = cards[index];
          return card ? (
            <div
              key={key}
              ref={measure}
              data-index={index}
              className="v-board-row"
              style={{ transform: `translateY(${top}px)` }}
            >
              <CarriedCard card={card} />
            </div>
          ) : null;
        })}
      </div>
      {list.pending ? <SkeletonCards cards={Math.min(4, countAt(place) ?? 2)} height={HEIGHT - 8} /> : null}
      {!list.pending && cards.length === 0 ? <p className="v-board-note">{t('noCards')}</p> : null}
      {list.loading ? <p className="v-board-note">{t('loading')}</p> : null}
      {list.stopped ? <MoreButton left={undefined} onClick={list.load} /> : null}
    </>
  );
}

/** The first cards of a place, and a button for more. */
export function FirstCards({ place }: { readonly place: Place }) {
  const { countAt } = useBoard();
  const list = useCards(place);
  const count = countAt(place);
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />;
  if (list.pending) return <SkeletonCards cards={Math.min(2, count ?? 1)} height={HEIGHT - 8} />;
  return (
    <>
      {list.cards.map((card) => (
        <CarriedCard key={card.record.id} card={card} />
      ))}
      {list.more ? (
        <MoreButton
          left={count === undefined ? undefined : Math.max(1, count - list.cards.length)}
          loading={list.loading}
          onClick={list.load}
        />
      ) : null}
    </>
  );
}

function MoreButton(props: { left: number | undefined; loading?: boolean; onClick: () => void }) {
  const t = useBoardT();
  const { left, loading = false } = props;
  return (
    <Button type="text" size="small" block loading={loading} onClick={props.onClick}>
      {left === undefined ? t('moreSome') : t('more', { count: left })}
    </Button>
  );
}

/** A card that can be carried away, ticked at its corner, with Ctrl or the X key, and moved by the M key. */
function CarriedCard({ card }: { readonly card: Card }) {
  const board = useBoard();
  const { id } = card.record;
  const { onDrawn } = board;
  useEffect(() => onDrawn(card), [onDrawn, card]);
  return (
    <DndCard
      id={id}
      lane={placeId(card.place)}
      className="v-card"
      label={board.titleOf(card)}
      disabled={!board.movable}
      onKey={(event) => {
        if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
        const key = event.key.toLowerCase();
        if (key === 'm' && board.movable) board.onAsk(card);
        if (key === 'x') board.onSelect(card);
      }}
      onClick={(event) => {
        const aside = event.ctrlKey || event.metaKey;
        if (aside && !(event.target as HTMLElement).closest('a, button')) board.onSelect(card);
      }}
    >
      <Tickable tick={board.tickOf(card)}>{board.drawn(card)}</Tickable>
    </DndCard>
  );
}
