import type { Value } from '@trellis/logic';
import type { CompiledField } from '../form/compile.ts';
import { isSealed } from '../values/sealed.ts';
import type { Refs } from '../widgets/facet.tsx';
import { facetOf } from '../widgets/parts.ts';
import { Unreadable } from './unreadable.tsx';

/** Whether a value counts as empty: null, "" or a list of nothing. */
export const isEmptyValue = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Shows a value of a field as its type does. Empty: nothing in a row, a dash on a page. */
export function FieldCell({
  field,
  value,
  refs,
  look = 'row',
}: {
  field: CompiledField;
  value: unknown;
  refs?: Refs | undefined;
  look?: 'row' | 'page';
}) {
  if (isEmptyValue(value)) return look === 'page' ? <span className="t-muted">—</span> : null;
  if (isSealed(value)) return <Unreadable />;
  const { Cell } = facetOf(field.type.type);
  return (
    <Cell
      field={field}
      config={field.config}
      // Records travel as JSON; their values are of the shapes that the field's schema promises.
      value={value as Exclude<Value, null>}
      refs={refs}
      look={look}
    />
  );
}
