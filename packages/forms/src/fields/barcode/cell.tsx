import type { CellProps } from '../../widgets/facet.tsx';
import { Barcode } from './barcode.tsx';
import type { BarcodeConfig } from './model.ts';

export function BarcodeCell({ config }: CellProps<BarcodeConfig>) {
  return <Barcode config={config} />;
}
