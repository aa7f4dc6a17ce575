import type { WidgetProps } from '../../widgets/facet.tsx';
import { RelatedCell } from './cell.tsx';
import type { RelatedConfig } from './model.ts';

/** What is edited here are other records. */
export function RelatedWidget({ field, config }: WidgetProps<RelatedConfig>) {
  return <RelatedCell field={field} config={config} value="" look="page" />;
}
