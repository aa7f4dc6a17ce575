import type { CellProps } from '../../widgets/facet.tsx';
import { NameTags } from '../../widgets/name-tags.tsx';
import type { RoleConfig } from './model.ts';

export function RoleCell({ value, refs, look }: CellProps<RoleConfig>) {
  return <NameTags value={value} refs={refs} look={look} />;
}
