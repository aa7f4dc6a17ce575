import { ErrorState, OptionDot, SkeletonCards, type useRecordPages } from '@trellis/ui/react';
import type { PointerEvent } from 'react';
import { useMoreOnScroll } from '../data/use-more-on-scroll.tsx';
import { useT } from '../messages.ts';
import type { Undated } from './entries.tsx';
import { useEntryLink } from './hands.tsx';
import { useTimeT } from './messages.ts';

/** Records without a time at the side, to be carried to one. */
export function Unscheduled(props: {
  readonly list: ReturnType<typeof useRecordPages>;
  readonly entries: readonly Undated[];
  readonly carried: string | undefined;
  readonly onGrab: (event: PointerEvent, entry: Undated) => void;
}) {
  const t = useTimeT();
  const words = useT();
  const { list } = props;
  const more = useMoreOnScroll(list.hasNextPage && !list.isFetchingNextPage, () => void list.fetchNextPage());
  return (
    <section className="v-unscheduled" aria-label={t('unscheduled')}>
      <h2 className="v-unscheduled-head">{t('unscheduled')}</h2>
      {list.isPending ? (
        <SkeletonCards cards={4} height={36} />
      ) : !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <>
          <p className="v-unscheduled-hint">
            {props.entries.length === 0 ? t('unscheduledEmpty') : t('unscheduledHint')}
          </p>
          <ul>
            {props.entries.map((entry) => (
              <li key={entry.id} data-carried={props.carried === entry.id || undefined}>
                <Item entry={entry} onGrab={props.onGrab} />
              </li>
            ))}
          </ul>
          {list.hasNextPage ? (
            <p ref={more} className="v-unscheduled-hint">
              {words('laneMore')}
            </p>
          ) : null}
        </>
      )}
    </section>
  );
}

function Item(props: { entry: Undated; onGrab: (event: PointerEvent, entry: Undated) => void }) {
  const { entry } = props;
  const link = useEntryLink(entry);
  return (
    <a className="v-unscheduled-item" {...link} onPointerDown={(event) => props.onGrab(event, entry)}>
      <OptionDot color={entry.color} />
      <span className="t-ellipsis">{entry.title}</span>
    </a>
  );
}
