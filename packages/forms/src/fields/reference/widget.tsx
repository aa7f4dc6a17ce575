import type { WidgetProps } from '../../widgets/facet.tsx';
import { ReferenceSelect } from '../../widgets/reference-select.tsx';
import type { ReferenceConfig } from './model.ts';

export function ReferenceWidget(props: WidgetProps<ReferenceConfig>) {
  return <ReferenceSelect {...props} target={props.field.target ?? props.config.form} />;
}
