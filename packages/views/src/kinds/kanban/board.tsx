import { useFormServices, useTextEnv } from '@trellis/forms/react';
import type { KanbanConfig } from '@trellis/metadata';
import { DndBoard, EmptyState, ErrorState, SkeletonCards, useLanes, useLocale } from '@trellis/ui/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { recordTitle } from '../../data/record-title.ts';
import { useT } from '../../messages.ts';
import type { ViewProps } from '../facet.tsx';
import './board.css';
import { BoardCard } from './board-card.tsx';
import { BoardLane } from './board-lane.tsx';
import { type Lane, laneBody, laneId, laneOf, lanesOf, startsFolded } from './lanes.ts';
import { MissingDialog, type MissingValues } from './missing-dialog.tsx';
import { kanban } from './model.ts';
import { useMoveCard } from './use-move-card.tsx';

/** Records as cards in the lanes of an option field; a card that is dragged to another lane takes its option. */
export function Board(props: ViewProps<KanbanConfig>) {
  const { info, config, query } = props;
  const { form } = info;
  const t = useT();
  const env = useTextEnv();
  const { locale, text } = useLocale();
  const { tz } = useFormServices();
  const laneField = form.fields.get(config.lane);
  const sumField = config.sum ? form.fields.get(config.sum) : undefined;
  // Where nothing may be adjusted it is forgotten with the page.
  const [closed, setClosed] = useState(props.folded);

  const { sort: _, ...condition } = query;
  const groupQuery = { by: config.lane, ...(sumField ? { sum: sumField.key } : {}), ...condition };
  const groups = useLanes(form.ref, groupQuery, { enabled: laneField !== undefined });
  const options = useMemo(() => laneField?.type.options?.(laneField.config) ?? [], [laneField]);
  const lanes = useMemo(() => lanesOf(options, groups.data ?? []), [options, groups.data]);
  const fields = useMemo(() => kanban.fields(config, form), [config, form]);

  const bodyOf = useCallback(
    (lane: string | null) => laneBody(query, config.lane, lane, fields),
    [query, config.lane, fields],
  );
  const laneName = useCallback(
    (lane: string | null) => {
      const option = options.find((o) => o.key === lane);
      return option ? text(option.label) : (lane ?? t('noLane'));
    },
    [options, text, t],
  );
  const [missing, setMissing] = useState<MissingValues>();
  const move = useMoveCard({
    info,
    lane: config.lane,
    sum: sumField?.key,
    groupQuery,
    bodyOf,
    laneName,
    openRecord: props.openRecord,
    onMissing: setMissing,
  });

  // What is dragged is looked up by id, whichever lane has loaded it.
  const loaded = useRef(new Map<string, { title: string; node: React.ReactNode }>());
  if (!laneField) return <EmptyState icon="kanban" title={t('boardMissing')} />;
  if (groups.isPending)
    return (
      <div className="v-board">
        {options.slice(0, 6).map((option) => (
          <div key={option.key} className="v-lane">
            <div className="v-lane-cards">
              <SkeletonCards cards={3} height={112} />
            </div>
          </div>
        ))}
      </div>
    );
  if (!groups.data) return <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />;
  if (groups.data.every((group) => group.count === 0) && query.filter === undefined && !query.search)
    return props.empty;

  const folded = new Set(closed ?? options.filter(startsFolded).map((o) => o.key));
  const fold = (id: string, close: boolean) => {
    const next = new Set(folded);
    if (close) next.add(id);
    else next.delete(id);
    setClosed([...next]);
    props.adjust?.({ folded: [...next] });
  };
  const mayMove = info.actions.has('edit') && !info.readonly.has(laneField.key) && !laneField.meta.readonly;
  const sumText = (lane: Lane) =>
    sumField && lane.sum != null
      ? sumField.type.format(lane.sum, sumField.config, { locale, tz })
      : undefined;

  return (
    <DndBoard
      laneLabel={(id) => laneName(laneOf(id))}
      cardLabel={(id) => loaded.current.get(id)?.title ?? id}
      overlay={(id) => loaded.current.get(id)?.node}
      onMove={({ card, from, to }) => void move(card, laneOf(from), laneOf(to))}
    >
      <div className="v-board">
        {lanes.map((lane) => {
          const id = laneId(lane.key);
          return (
            <BoardLane
              key={id}
              id={id}
              form={form.ref}
              lane={lane}
              name={laneName(lane.key)}
              sum={sumText(lane)}
              body={bodyOf(lane.key)}
              folded={folded.has(id)}
              onFold={(closed) => fold(id, closed)}
              onAdd={
                info.actions.has('create') && lane.key !== null && mayMove
                  ? () => props.create({ [laneField.key]: lane.key ?? '' })
                  : undefined
              }
              mayMove={mayMove}
              render={(record, refs) => {
                const title = recordTitle(form, record.values, env) ?? t('unnamed');
                const node = (
                  <BoardCard
                    info={info}
                    lane={laneField}
                    facts={config.card}
                    record={record}
                    refs={refs}
                    title={title}
                    onOpen={() => props.openRecord(record.id)}
                  />
                );
                loaded.current.set(record.id, { title, node });
                return node;
              }}
            />
          );
        })}
      </div>
      {missing ? <MissingDialog form={form} missing={missing} onClose={() => setMissing(undefined)} /> : null}
    </DndBoard>
  );
}
