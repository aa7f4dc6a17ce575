import { addDecimal, compareDecimal, normalizeDecimal, subDecimal } from '@trellis/logic';
import { Icon, optionColors } from '@trellis/ui/react';
import { Button, Slider } from 'antd';
import type { ReactNode } from 'react';
import type { Bound } from '../values/number.ts';
import { type ColorStep, stepColor } from '../values/steps.ts';
import type { WidgetProps } from './facet.tsx';
import { useMoreT } from './more-messages.tsx';

const decimal = (bound: Bound | undefined, otherwise: string): string =>
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
  const low = decimal(props.min, '0');
  const color = stepColor(props.value, props.colors);
  return (
    <span className="f-progress">
      <span className="f-progress-track" aria-hidden>
        <span
          className="f-progress-fill"
          style={{
            width: `${shareOf(props.value, low, decimal(props.max, '100'))}%`,
            ...(color ? { background: optionColors(color).solid } : {}),
          }}
        />
      </span>
      <span className="t-num f-progress-text">{props.children}</span>
    </span>
  );
}

/** A slider beside an input, both for one number. */
export function ProgressInput(props: {
  widget: WidgetProps<unknown>;
  min?: Bound | undefined;
  max: Bound;
  /** Whole steps of the slider; the input takes anything. */
  step: number;
  label: string;
  children: ReactNode;
}) {
  const { widget } = props;
  const value = typeof widget.value === 'string' ? normalizeDecimal(widget.value) : null;
  return (
    <div className="f-progress-input">
      <Slider
        min={Number(decimal(props.min, '0'))}
        max={Number(decimal(props.max, '100'))}
        step={props.step}
        value={Number(value ?? decimal(props.min, '0'))}
        disabled={widget.disabled ?? false}
        tooltip={{ open: false }}
        ariaLabelForHandle={props.label}
        onChange={(next) => widget.onChange(normalizeDecimal(next))}
      />
      {props.children}
    </div>
  );
}

/** An input between two buttons that take away and add a step. */
export function StepperInput(props: {
  widget: WidgetProps<unknown>;
  min?: Bound | undefined;
  max?: Bound | undefined;
  step: Bound | undefined;
  children: ReactNode;
}) {
  const t = useMoreT();
  const { widget } = props;
  const now = (typeof widget.value === 'string' ? normalizeDecimal(widget.value) : null) ?? '0';
  const step = decimal(props.step, '1');
  const next = { less: subDecimal(now, step), more: addDecimal(now, step) };
  const [low, high] = [props.min, props.max].map((bound) =>
    bound === undefined ? null : normalizeDecimal(bound),
  );
  const inside = (value: string | null): value is string =>
    value !== null &&
    (low == null || compareDecimal(value, low) >= 0) &&
    (high == null || compareDecimal(value, high) <= 0);
  const button = (what: 'less' | 'more') => (
    <Button
      aria-label={t(what)}
      icon={<Icon name={what === 'less' ? 'minus' : 'plus'} />}
      disabled={(widget.disabled ?? false) || !inside(next[what])}
      onClick={() => widget.onChange(next[what])}
    />
  );
  return (
    <div className="f-stepper">
      {button('less')}
      {props.children}
      {button('more')}
    </div>
  );
}
