import type { WidgetProps } from '../../widgets/facet.tsx';
import { Barcode } from './barcode.tsx';
import type { BarcodeConfig } from './model.ts';

/** Nothing to edit: the code follows what it shows. */
export function BarcodeWidget(props: WidgetProps<BarcodeConfig>) {
  return <Barcode config={props.config} />;
}
