import type { WidgetProps } from '../../widgets/facet.tsx';
import { QueryListCell } from './cell.tsx';
import type { QueryListConfig } from './model.ts';

/** There is nothing to edit. */
export function QueryListWidget({ field, config }: WidgetProps<QueryListConfig>) {
  return <QueryListCell field={field} config={config} value="" look="page" />;
}
