import { useMemo } from 'react';
import { offering } from '../form/guide.ts';
import { isSealed } from '../values/sealed.ts';
import type { WidgetProps } from '../widgets/facet.tsx';
import { facetOf } from '../widgets/parts.ts';
import { UnreadableInput } from './unreadable.tsx';

/**
 * Edits a value of a field as its type does.
 * @param offered keys of the options that may be chosen now; absent = all
 */
export function FieldWidget({
  offered,
  ...props
}: Omit<WidgetProps, 'config'> & { readonly offered?: ReadonlySet<string> | undefined }) {
  const { Widget } = facetOf(props.field.type.type);
  const field = useMemo(() => offering(props.field, offered), [props.field, offered]);
  if (isSealed(props.value)) return <UnreadableInput {...props} />;
  return <Widget {...props} field={field} config={field.config} />;
}
