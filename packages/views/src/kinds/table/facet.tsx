import type { TableConfig } from '@trellis/metadata';
import { later, SkeletonCards, useIsPhone } from '@trellis/ui/react';
import type { ViewFacet, ViewProps } from '../facet.tsx';
import { ColumnTools } from './column-tools.tsx';
import { RecordGrid } from './grid.tsx';

/** Cards are for phones, which show no grid. */
const RecordCards = later(async () => (await import('./cards.tsx')).RecordCards, <SkeletonCards />);

function TableView(props: ViewProps<TableConfig>) {
  return useIsPhone() ? <RecordCards {...props} /> : <RecordGrid {...props} />;
}

export const tableFacet: ViewFacet<TableConfig> = {
  type: 'table',
  uses: ['group', 'colors', 'totals', 'rowHeight'],
  picks: 'phone',
  View: TableView,
  Tools: ColumnTools,
  Settings: later(async () => (await import('./settings.tsx')).TableSettings),
};
