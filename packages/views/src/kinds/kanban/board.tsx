import { useFormServices, useTextEnv } from '@trellis/forms/react';
import type { KanbanConfig } from '@trellis/metadata';
import { DndBoard, EmptyState, ErrorState, useIsPhone, useToast } from '@trellis/ui/react';
import { useCallback, useMemo, useState } from 'react';
import { BatchBar } from '../../batch/late-bar.tsx';
import { recordTitle } from '../../data/record-title.ts';
import { useT } from '../../messages.ts';
import type { ViewProps } from '../facet.tsx';
import { type AdderRules, prefillAt } from './adding.ts';
import './board.css';
import { BoardBar } from './board-bar.tsx';
import { BoardSkeleton, Ghost } from './board-parts.tsx';
import { type Board, BoardProvider } from './hands.tsx';
import { LaneList } from './lane-list.tsx';
import { lanesOf, reordered } from './lanes.ts';
import { useBoardT } from './messages.ts';
import { MissingDialog, type MissingValues } from './missing-dialog.tsx';
import { MoveSheet } from './move-sheet.tsx';
import { type Card, type Place, placeOf } from './moves.ts';
import { PhoneBoard } from './phone-board.tsx';
import { SwimLanes } from './swim-lanes.tsx';
import { targetsOf } from './targets.ts';
import { useFolded } from './use-folded.tsx';
import { useBoardGroups } from './use-groups.tsx';
import { MOST, useHand } from './use-hand.tsx';
import { useLayout } from './use-layout.tsx';
import { useLook } from './use-look.tsx';
import { useMoves } from './use-moves.tsx';
import { useNamedLanes } from './use-names.tsx';
import { useSend } from './use-send.tsx';

/** Lanes, or rows, that are drawn at first and further ones as one scrolls; lanes beside each other under rows at most. */
const STEP = 20;
const MOST_UNDER_ROWS = 60;
/** Lanes beyond which one looks for them by name. */
const MANY = 8;

/** Records as cards in lanes, on rows across them if wanted; a card that is dragged takes the values of where it lands. */
export function BoardView(props: ViewProps<KanbanConfig>) {
  const { info, config, query } = props;
  const { form } = info;
  const t = useBoardT();
  const words = useT();
  const env = useTextEnv();
  const phone = useIsPhone();
  const { member: me, members } = useFormServices();
  const [find, setFind] = useState('');
  const [shown, setShown] = useState(STEP);
  const [missing, setMissing] = useState<MissingValues>();
  const [asked, setAsked] = useState<Card>();

  const { layout, counts, sort, bodyOf } = useLayout(props);
  const [moves, send] = useSend({ form: form.ref, layout, counts, sum: config.sum });
  const groups = useBoardGroups(form.ref, counts, moves, config.sum);
  const { named, nameOf } = useNamedLanes(info, config, groups.refs);
  const folded = useFolded(props, layout?.lane.options);
  const toast = useToast();
  const hand = useHand(() => toast.error(t('most', { count: MOST })));
  const { picking } = props;
  const ticking = picking?.on || hand.selected.size > 0;
  const { order, first: byHand } = config;
  // By how full they were when the board was opened: no lane changes its place under a card that is moved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: later counts change nothing
  const first = useMemo(
    () =>
      order === 'count' && !byHand?.length
        ? reordered(lanesOf(layout?.lane.options, groups.lanes, { order }))
        : (byHand ?? []),
    [order, byHand, layout, groups.pending],
  );

  const titleOf = useCallback(
    ({ record }: Card) => recordTitle(form, record.values, env) ?? words('unnamed'),
    [form, env, words],
  );
  const placeName = (to: Place, from: Place): string => {
    if (!layout) return '';
    const { lane, swim } = layout;
    const parts = [
      ...(to.lane !== from.lane || !swim ? [nameOf(lane, to.lane)] : []),
      ...(swim && to.swim !== from.swim ? [nameOf(swim, to.swim ?? null)] : []),
    ];
    return parts.join(' · ');
  };
  const { move, against } = useMoves({
    info,
    layout,
    send,
    nameOf: placeName,
    titleOf,
    openRecord: props.openRecord,
    onMissing: setMissing,
  });
  const look = useLook(props, layout);

  if (!layout) return <EmptyState icon="kanban" title={t('missing')} />;
  if (groups.pending) return <BoardSkeleton lanes={layout.lane.options?.length ?? 5} />;
  if (groups.error) return <ErrorState error={groups.error} onRetry={groups.retry} />;
  if (groups.all === 0) return props.empty;

  const all = lanesOf(layout.lane.options, groups.lanes, { ...config, first });
  const lanes = named(layout.lane, all, folded.lanes, config.limits);
  const swims =
    layout.swim &&
    named(layout.swim, lanesOf(layout.swim.options, groups.swims, { hideEmpty: true }), folded.swims);
  const looking = find.trim().toLowerCase();
  const found = lanes.filter(({ name }) => name.toLowerCase().includes(looking));
  const movable = layout.lane.writable || (layout.swim?.writable ?? false);
  const rules: AdderRules = { info, layout, me: me.id };
  const unpick = () => {
    hand.unselect();
    picking?.set(false);
  };
  const moveTo = (cards: readonly Card[], to: Place) => {
    unpick();
    void move(cards, () => to);
  };
  const board: Board = {
    form,
    sort,
    moves,
    bodyOf,
    countAt: groups.countAt,
    movable: movable && !phone,
    lifted: hand.lifted,
    tickOf: (card) => ({
      title: titleOf(card),
      on: ticking,
      checked: hand.selected.has(card.record.id),
      toggle: () => hand.select(card),
      rest: phone
        ? () => {
            picking?.set(true);
            hand.select(card);
          }
        : undefined,
    }),
    onSelect: hand.select,
    against: (to) => hand.lifted.map((card) => against(card, to)).find((reason) => reason !== undefined),
    onAsk: setAsked,
    onDrawn: hand.draw,
    titleOf,
    drawn: (card) =>
      look(card, {
        title: titleOf(card),
        onOpen: () => props.openRecord(card.record.id),
        onMove: movable ? () => setAsked(card) : undefined,
      }),
    adderAt: (place) => {
      const prefill = prefillAt(rules, place);
      return prefill && (() => props.create(prefill));
    },
    fold: folded.fold,
    // Among those that were found a place says nothing.
    ...(props.adjust && looking === ''
      ? { put: (lane, by) => props.adjust?.({ config: { first: reordered(all, lane.id, by) } }) }
      : {}),
  };
  const askSelected = () => setAsked([...hand.selected].flatMap((id) => hand.cardOf(id) ?? [])[0]);
  const isMember = layout.lane.member;
  const manyLanes = layout.lane.options === undefined && lanes.length > MANY;
  const askedFor = asked ? hand.handful(asked.record.id) : [];

  return (
    <BoardProvider value={board}>
      <div className="v-board-frame">
        {manyLanes ? (
          <BoardBar
            find={find}
            onFind={setFind}
            lanes={swims ? Math.min(lanes.length, MOST_UNDER_ROWS) : lanes.length}
            most={groups.more.lanes || (swims !== undefined && found.length > MOST_UNDER_ROWS)}
          />
        ) : null}
        {found.length === 0 ? (
          <EmptyState icon="search" title={t('noLane')} />
        ) : phone ? (
          <PhoneBoard lanes={found} swims={swims} />
        ) : (
          <DndBoard
            laneLabel={(id) => {
              const place = placeOf(id);
              const reason = board.against(place);
              const name = [
                nameOf(layout.lane, place.lane),
                ...(layout.swim ? [nameOf(layout.swim, place.swim ?? null)] : []),
              ].join(' · ');
              return reason ? `${name} (${reason})` : name;
            }}
            cardLabel={(id) => {
              const card = hand.cardOf(id);
              return card ? titleOf(card) : id;
            }}
            overlay={() => <Ghost cards={hand.lifted} drawn={board.drawn} />}
            onLift={hand.lift}
            onMove={({ card, to }) => moveTo(hand.handful(card), placeOf(to))}
          >
            {swims ? (
              <SwimLanes
                lanes={found.slice(0, MOST_UNDER_ROWS)}
                swims={swims.slice(0, shown)}
                member={isMember}
                swimMember={layout.swim?.member ?? false}
                more={swims.length > shown}
                most={groups.more.swims}
                onMore={() => setShown((before) => before + STEP)}
              />
            ) : (
              <LaneList
                lanes={found.slice(0, shown)}
                member={isMember}
                more={found.length > shown}
                onMore={() => setShown((before) => before + STEP)}
              />
            )}
          </DndBoard>
        )}
        {ticking && hand.lifted.length === 0 ? (
          <footer className="v-batch-foot">
            <BatchBar
              info={info}
              query={query}
              selection={{ ids: hand.selected, anchor: null }}
              onDone={unpick}
              also={
                movable
                  ? { key: 'move', icon: 'arrow-right', label: t('moveTo'), onClick: askSelected }
                  : undefined
              }
            />
          </footer>
        ) : null}
      </div>
      {missing ? <MissingDialog form={form} missing={missing} onClose={() => setMissing(undefined)} /> : null}
      {asked ? (
        <MoveSheet
          card={asked}
          title={askedFor.length > 1 ? t('moveMany', { count: askedFor.length }) : titleOf(asked)}
          lanes={targetsOf(
            layout.lane,
            groups.lanes.map(({ key }) => key),
            members,
            (key) => nameOf(layout.lane, key),
          )}
          swims={
            layout.swim &&
            targetsOf(
              layout.swim,
              groups.swims.map(({ key }) => key),
              members,
              (key) => (layout.swim ? nameOf(layout.swim, key) : ''),
            )
          }
          against={(to) => against(asked, to)}
          onMove={(to) => moveTo(askedFor, to)}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </BoardProvider>
  );
}
