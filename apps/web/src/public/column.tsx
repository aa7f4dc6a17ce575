import type { BehaviourState, FieldState, Problem, PublicField, PublicPlace } from '@trellis/forms/public';
import { Field } from './field.tsx';
import type { Value } from './values.ts';

type Rules = Pick<BehaviourState, 'visible' | 'required' | 'readonly' | 'offered' | 'hints'>;

/** What the rules say of a field, or of a column in its row. */
export const stateOf = (
  { required, readonly, offered, hints }: Omit<Rules, 'visible'>,
  key: string,
): FieldState => ({
  required: required.has(key),
  readonly: readonly.has(key),
  offered: offered?.get(key),
  hints: hints?.get(key),
});

/** A column of a row of a sub-form, where the rules show it. */
export function Column(props: {
  /** Key of the sub-form. */
  readonly of: string;
  readonly row: number;
  readonly column: PublicField;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** What the rules say of the row; absent before they have come. */
  readonly rules: Rules | undefined;
  readonly problems: readonly Problem[];
  readonly place: PublicPlace;
}) {
  const { of, row, column, value, onChange, rules, problems, place } = props;
  if (rules && !rules.visible.has(column.key)) return null;
  return (
    <Field
      field={column}
      id={`p-${of}-${row}-${column.key}`}
      value={value}
      onChange={onChange}
      state={rules ? stateOf(rules, column.key) : { required: column.required, readonly: false }}
      problems={problems.filter(({ path }) => path[0] === of && path[1] === row && path[2] === column.key)}
      place={place}
    />
  );
}
