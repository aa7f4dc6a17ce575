import { useState } from 'react';
import { nativeAttributes, type PublicProps } from './facet.tsx';
import { movePoint, plainNumber } from './point.ts';

/**
 * A number with what stands before and behind it. What is typed stays as it is typed.
 * @param places by which the point of the value stands further left than that of the text
 */
export function Amount(
  props: PublicProps<unknown> & {
    readonly before?: string | undefined;
    readonly after?: string | undefined;
    readonly places?: number;
  },
) {
  const { value, onChange, before, after, places = 0 } = props;
  const given = typeof value === 'string' ? movePoint(value, places) : '';
  const [typed, setTyped] = useState(given);
  const toValue = (text: string) => (plainNumber(text) === '' ? null : movePoint(plainNumber(text), -places));
  // Another value than what was typed came from elsewhere: a rule, a draft, a fresh form.
  const shown = (toValue(typed) ?? null) === (value ?? null) ? typed : given;
  return (
    <span className="p-affixed">
      {before ? <span className="p-affix">{before}</span> : null}
      <input
        {...nativeAttributes(props)}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        className="p-input"
        value={shown}
        onChange={({ target }) => {
          setTyped(target.value);
          onChange(toValue(target.value));
        }}
      />
      {after ? <span className="p-affix">{after}</span> : null}
    </span>
  );
}
