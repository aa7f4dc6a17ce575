import type { TableConfig } from '@trellis/metadata';
import { useIsPhone } from '@trellis/ui/react';
import type { ViewFacet, ViewProps } from '../facet.tsx';
import { RecordCards } from './cards.tsx';
import { ColumnTools } from './column-tools.tsx';
import { RecordGrid } from './grid.tsx';
import { TableSettings } from './settings.tsx';

function TableView(props: ViewProps<TableConfig>) {
  return useIsPhone() ? <RecordCards {...props} /> : <RecordGrid {...props} />;
}

export const tableFacet: ViewFacet<TableConfig> = {
  type: 'table',
  uses: ['group', 'colors', 'totals', 'rowHeight'],
  picks: 'phone',
  View: TableView,
  Tools: ColumnTools,
  Settings: TableSettings,
};
