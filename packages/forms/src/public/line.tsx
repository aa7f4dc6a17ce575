import type { InputHTMLAttributes } from 'react';
import { nativeAttributes, type PublicProps } from './facet.tsx';

/** A native input of one line. Empty text is no value. */
export function Line(
  props: PublicProps<unknown> & {
    readonly native?: InputHTMLAttributes<HTMLInputElement>;
    /** The text of the value, and back. */
    readonly read?: (value: string) => string;
    readonly write?: (text: string) => string | null;
  },
) {
  const { value, onChange, native, read = same, write = same } = props;
  return (
    <input
      {...nativeAttributes(props)}
      type="text"
      {...native}
      className={`p-input ${native?.className ?? ''}`}
      value={typeof value === 'string' ? read(value) : ''}
      onChange={({ target }) => onChange(target.value === '' ? null : write(target.value))}
    />
  );
}

const same = (text: string): string => text;
