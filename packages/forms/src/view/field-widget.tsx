import type { WidgetProps } from '../widgets/facet.tsx';
import { facetOf } from '../widgets/parts.ts';

/** Edits a value of a field as its type does. */
export function FieldWidget(props: Omit<WidgetProps, 'config'>) {
  const { Widget } = facetOf(props.field.type.type);
  return <Widget {...props} config={props.field.config} />;
}
