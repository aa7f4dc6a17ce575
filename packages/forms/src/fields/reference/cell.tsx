import type { CellProps } from '../../widgets/facet.tsx';
import { RecordLink } from '../../widgets/record-link.tsx';
import type { ReferenceConfig } from './model.ts';

export function ReferenceCell({ field, config, value, refs }: CellProps<ReferenceConfig>) {
  return <RecordLink target={field.target ?? config.form} id={String(value)} refs={refs} />;
}
