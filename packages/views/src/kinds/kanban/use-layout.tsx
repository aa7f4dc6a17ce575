import type { KanbanConfig } from '@trellis/metadata';
import type { ListQuery } from '@trellis/ui/react';
import { useCallback, useMemo } from 'react';
import { colorFields } from '../../data/colors.ts';
import { allOf } from '../../state/list-state.ts';
import type { ViewProps } from '../facet.tsx';
import { dimensionOf, inLane } from './dimension.ts';
import { boardFields } from './model.ts';
import type { Layout, Place } from './moves.ts';
import { countsOf } from './use-groups.tsx';

/** Cards that are asked for at once: of a lane, and of a lane in a row. */
const LANE_PAGE = 20;
const CELL_PAGE = 10;
const NO_SORT: NonNullable<ViewProps['query']['sort']> = [];

/** What a board is laid out by, and what it asks the server for. */
export function useLayout({ info, config, query, view }: ViewProps<KanbanConfig>) {
  const { form } = info;
  const layout = useMemo((): Layout | undefined => {
    const lane = dimensionOf(info, config.lane);
    const swim = dimensionOf(info, config.swim);
    return lane && (swim ? { lane, swim } : { lane });
  }, [info, config.lane, config.swim]);
  const counts = useMemo(() => (layout ? countsOf(layout, config, query) : []), [layout, config, query]);
  const sort = query.sort ?? NO_SORT;
  const fields = useMemo(
    () => boardFields(config, form, [...colorFields(view, form), ...sort.map(({ field }) => field)]),
    [config, form, view, sort],
  );
  const bodyOf = useCallback(
    ({ lane, swim }: Place): ListQuery => {
      const here = layout && inLane(layout.lane, lane);
      const across = layout?.swim && swim !== undefined ? inLane(layout.swim, swim) : undefined;
      const filter = allOf(query.filter, here, across);
      return {
        ...(filter === undefined ? {} : { filter }),
        ...(query.search ? { search: query.search } : {}),
        ...(query.sort ? { sort: query.sort } : {}),
        fields: [...fields],
        limit: swim === undefined ? LANE_PAGE : CELL_PAGE,
        total: 'none',
      };
    },
    [layout, query, fields],
  );
  return { layout, counts, sort, bodyOf };
}
