import type { WidgetProps } from '../widgets/facet.tsx';
import { fieldFacets } from '../widgets/registry.tsx';

/** Edits a value of a field as its type does. */
export function FieldWidget(props: Omit<WidgetProps, 'config'>) {
  const { Widget } = fieldFacets.get(props.field.type.type);
  return <Widget {...props} config={props.field.config} />;
}
