import type { KanbanConfig } from '@trellis/metadata';
import { type GroupQuery, type Refs, type Reply, useGroups } from '@trellis/ui/react';
import { useMemo } from 'react';
import type { ViewQuery } from '../../state/shown.ts';
import type { Group } from './lanes.ts';
import { type Layout, type Place, placeId } from './moves.ts';
import { countedAfter, type Move } from './overlay.ts';

type Groups = Reply<'groupRecords'>;

/** A question for counts, with what its levels are. */
export interface Count {
  readonly by: readonly ('lane' | 'swim')[];
  readonly body: GroupQuery;
}

/** What a board asks for counts: of lanes, of rows, and of each lane in each row. */
export function countsOf(layout: Layout, config: KanbanConfig, query: ViewQuery): readonly Count[] {
  const { sort: _, ...condition } = query;
  const level = (of: 'lane' | 'swim') => ({
    field: layout[of]?.key ?? '',
    ...(config.order === 'count' ? { order: 'count' as const, dir: 'desc' as const } : {}),
  });
  const totals = config.sum ? { totals: { [config.sum]: 'sum' as const } } : {};
  const count = (...by: ('lane' | 'swim')[]): Count => ({
    by,
    body: { by: by.map(level), ...totals, ...condition },
  });
  return layout.swim ? [count('lane'), count('swim'), count('lane', 'swim')] : [count('lane')];
}

const NONE: readonly Group[] = [];

/** How many cards stand where, with the moves that the server has not counted yet. */
export function useBoardGroups(
  form: string,
  counts: readonly Count[],
  moves: readonly Move[],
  sum: string | undefined,
) {
  const [ofLanes, ofSwims, ofBoth] = counts;
  const nothing: GroupQuery = { by: [] };
  const lanes = useGroups(form, ofLanes?.body ?? nothing, { enabled: ofLanes !== undefined });
  const swims = useGroups(form, ofSwims?.body ?? nothing, { enabled: ofSwims !== undefined });
  const both = useGroups(form, ofBoth?.body ?? nothing, { enabled: ofBoth !== undefined });
  const [one, two, three] = [lanes.data, ofSwims && swims.data, ofBoth && both.data];
  const seen = useMemo(() => {
    const open = moves.filter(({ uncounted }) => uncounted);
    const now = (data: Groups | undefined, count: Count | undefined) =>
      data && count
        ? open.reduce((before, move) => countedAfter(before, count.by, move, sum), data)
        : undefined;
    const cells = now(three, ofBoth);
    return {
      lanes: groupsIn(now(one, ofLanes), sum),
      swims: groupsIn(now(two, ofSwims), sum),
      cells:
        cells &&
        new Map(
          cells.groups.map(({ keys: [lane = null, swim], count }) => [
            placeId(swim === undefined ? { lane } : { lane, swim }),
            count,
          ]),
        ),
      refs: { ...one?.refs, ...two?.refs } as Refs,
      more: { lanes: one?.more ?? false, swims: two?.more ?? false, cells: three?.more ?? false },
      all: one?.all.count ?? 0,
    };
  }, [one, two, three, ofLanes, ofSwims, ofBoth, moves, sum]);
  return {
    ...seen,
    /** Cards of a place; undefined where that is not known. */
    countAt: (place: Place): number | undefined => {
      if (place.swim === undefined) return seen.lanes.find(({ key }) => key === place.lane)?.count ?? 0;
      const found = seen.cells?.get(placeId(place));
      return found ?? (seen.cells && !seen.more.cells ? 0 : undefined);
    },
    pending: lanes.isPending || (ofSwims !== undefined && swims.isPending),
    error: lanes.data ? (ofSwims && !swims.data ? swims.error : null) : lanes.error,
    retry: () => {
      void lanes.refetch();
      if (ofSwims) void swims.refetch();
    },
  };
}

const groupsIn = (data: Groups | undefined, sum: string | undefined): readonly Group[] =>
  data?.groups.map(({ keys: [key = null], count, totals }) => ({
    key,
    count,
    ...(sum === undefined ? {} : { sum: totals[sum] ?? null }),
  })) ?? NONE;
