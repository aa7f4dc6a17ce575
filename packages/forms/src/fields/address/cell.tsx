import type { CellProps } from '../../widgets/facet.tsx';
import { useRegions } from '../../widgets/regions.tsx';
import { FormattedCell } from '../../widgets/text-cell.tsx';
import type { AddressConfig } from './model.ts';

export function AddressCell(props: CellProps<AddressConfig>) {
  useRegions();
  return <FormattedCell {...props} />;
}
