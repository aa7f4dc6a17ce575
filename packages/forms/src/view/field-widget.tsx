import { isSealed } from '../values/sealed.ts';
import type { WidgetProps } from '../widgets/facet.tsx';
import { facetOf } from '../widgets/parts.ts';
import { UnreadableInput } from './unreadable.tsx';

/** Edits a value of a field as its type does. */
export function FieldWidget(props: Omit<WidgetProps, 'config'>) {
  if (isSealed(props.value)) return <UnreadableInput {...props} />;
  const { Widget } = facetOf(props.field.type.type);
  return <Widget {...props} config={props.field.config} />;
}
