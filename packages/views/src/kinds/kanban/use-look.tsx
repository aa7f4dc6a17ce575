import type { KanbanConfig } from '@trellis/metadata';
import { type ReactNode, useMemo } from 'react';
import { columnOf } from '../../data/columns.ts';
import { useColors } from '../../data/use-colors.tsx';
import type { ViewProps } from '../facet.tsx';
import { BoardCard, type CardLook } from './board-card.tsx';
import { outcomeOf } from './lanes.ts';
import type { Card, Layout } from './moves.ts';

const OWNER = '_owner_id';

/** How the cards of a board are drawn. */
export function useLook(
  { info, config, view }: Pick<ViewProps<KanbanConfig>, 'info' | 'config' | 'view'>,
  layout: Layout | undefined,
) {
  const { form } = info;
  const colorOf = useColors(view, form);
  const look = useMemo(
    (): CardLook => ({
      info,
      config,
      lane: form.fields.get(config.lane),
      facts: config.card.flatMap((key) => columnOf(form, key) ?? []),
      cover: config.cover === undefined ? undefined : form.fields.get(config.cover),
      // Where people are the lanes, the lane says it.
      owner: config.owner !== false && config.lane !== OWNER && config.swim !== OWNER,
    }),
    [info, config, form],
  );
  const stage = form.stageField === undefined ? undefined : form.fields.get(form.stageField);
  /** Where a course ends, whichever way. */
  const isDone = ({ record, place }: Card): boolean => {
    const option =
      stage?.type.options?.(stage.config)?.find(({ key }) => key === record.values[stage.key]) ??
      layout?.lane.options?.find(({ key }) => key === place.lane);
    const outcome = outcomeOf(option);
    return outcome === 'won' || outcome === 'lost';
  };
  return (
    card: Card,
    on: {
      readonly title: string;
      readonly onOpen: () => void;
      readonly onMove: (() => void) | undefined;
    },
  ): ReactNode => (
    <BoardCard look={look} card={card} color={colorOf(card.record)} done={isDone(card)} {...on} />
  );
}
