import type { TextRange } from '@trellis/metadata';
import './highlight.css';

/** A text with what was found in it marked. Ranges in order, in UTF-16 units. */
export function Highlight({
  text,
  ranges,
}: {
  readonly text: string;
  readonly ranges: readonly TextRange[];
}) {
  const parts = ranges.map(([from, to], index) => ({
    from,
    before: text.slice(ranges[index - 1]?.[1] ?? 0, from),
    found: text.slice(from, to),
  }));
  return (
    <>
      {parts.map(({ from, before, found }) => (
        <span key={from}>
          {before}
          <mark className="v-mark">{found}</mark>
        </span>
      ))}
      {text.slice(ranges.at(-1)?.[1] ?? 0)}
    </>
  );
}
