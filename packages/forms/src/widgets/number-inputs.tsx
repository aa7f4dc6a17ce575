import { addDecimal, compareDecimal, normalizeDecimal, subDecimal } from '@trellis/logic';
import { Icon } from '@trellis/ui/react';
import { Button, Slider } from 'antd';
import type { ReactNode } from 'react';
import type { Bound } from '../values/number.ts';
import type { WidgetProps } from './facet.tsx';
import { useMoreT } from './more-messages.tsx';
import { decimalOf } from './number-looks.tsx';

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
        min={Number(decimalOf(props.min, '0'))}
        max={Number(decimalOf(props.max, '100'))}
        step={props.step}
        value={Number(value ?? decimalOf(props.min, '0'))}
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
  const step = decimalOf(props.step, '1');
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
