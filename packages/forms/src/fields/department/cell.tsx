import type { CellProps } from '../../widgets/facet.tsx';
import { NameTags } from '../../widgets/name-tags.tsx';
import type { DepartmentConfig } from './model.ts';

export function DepartmentCell({ value, refs, look }: CellProps<DepartmentConfig>) {
  return <NameTags value={value} refs={refs} look={look} />;
}
