import { normalizeDecimal } from '@trellis/logic';
import { optionColors } from '@trellis/ui/react';
import type { Bound } from '../values/number.ts';
import { type ColorStep, stepColor } from '../values/steps.ts';

/** A bound as a decimal. */
export const decimalOf = (bound: Bound | undefined, otherwise: string): string =>
  (bound === undefined ? null : normalizeDecimal(bound)) ?? otherwise;

/** How much of the way from low to high a value is, 0 to 100; only for drawing. */
function shareOf(value: string, low: string, high: string): number {
  const [from, to] = [Number(low), Number(high)];
  if (!(to > from)) return 0;
  return Math.min(100, Math.max(0, ((Number(value) - from) / (to - from)) * 100));
}

/** A number in the colour of its interval. */
export function ColoredNumber({
  value,
  colors,
  children,
}: {
  value: string;
  colors: readonly ColorStep[] | undefined;
  children: string;
}) {
  const color = stepColor(value, colors);
  return (
    <span className="t-num t-ellipsis" {...(color ? { style: { color: optionColors(color).fg } } : {})}>
      {children}
    </span>
  );
}

/** A number as a bar with its text behind it. */
export function ProgressBar(props: {
  value: string;
  min?: Bound | undefined;
  max: Bound;
  colors?: readonly ColorStep[] | undefined;
  children: string;
}) {
  const low = decimalOf(props.min, '0');
  const color = stepColor(props.value, props.colors);
  return (
    <span className="f-progress">
      <span className="f-progress-track" aria-hidden>
        <span
          className="f-progress-fill"
          style={{
            width: `${shareOf(props.value, low, decimalOf(props.max, '100'))}%`,
            ...(color ? { background: optionColors(color).solid } : {}),
          }}
        />
      </span>
      <span className="t-num f-progress-text">{props.children}</span>
    </span>
  );
}
