import type { TableConfig } from '@trellis/metadata';
import { useIsPhone } from '@trellis/ui/react';
import type { ViewFacet, ViewProps } from '../facet.tsx';
import { RecordCards } from './cards.tsx';
import { ColumnTools } from './column-tools.tsx';
import { RecordGrid } from './grid.tsx';

function TableView(props: ViewProps<TableConfig>) {
  return useIsPhone() ? <RecordCards {...props} /> : <RecordGrid {...props} />;
}

export const tableFacet: ViewFacet<TableConfig> = { type: 'table', View: TableView, Tools: ColumnTools };
