import { later } from '@trellis/ui/react';
import { useMemo } from 'react';
import { offering } from '../form/guide.ts';
import { loadPatterns } from '../values/late-re2js.ts';
import { isSealed } from '../values/sealed.ts';
import type { WidgetProps } from '../widgets/facet.tsx';
import { fetchInputs } from '../widgets/parts.ts';
import { UnreadableInput } from './unreadable.tsx';

/** The inputs of all types, and what judges texts: lists show records without them. */
export const FieldInput = later(
  async () => {
    const [inputs] = await Promise.all([fetchInputs(), loadPatterns()]);
    return function Input(props: WidgetProps) {
      const { Widget } = inputs.get(props.field.type.type);
      return <Widget {...props} />;
    };
  },
  <div className="f-fetching" aria-busy />,
);

/**
 * Edits a value of a field as its type does.
 * @param offered keys of the options that may be chosen now; absent = all
 */
export function FieldWidget({
  offered,
  ...props
}: Omit<WidgetProps, 'config'> & { readonly offered?: ReadonlySet<string> | undefined }) {
  const field = useMemo(() => offering(props.field, offered), [props.field, offered]);
  if (isSealed(props.value)) return <UnreadableInput {...props} />;
  return <FieldInput {...props} field={field} config={field.config} />;
}
