import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { formatDecimal } from '../../values/number.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { ProgressInput, StepperInput } from '../../widgets/number-inputs.tsx';
import { ParsedInput } from '../../widgets/parsed-input.tsx';
import { digitsOf, type NumberConfig } from './model.ts';

export function NumberWidget(props: WidgetProps<NumberConfig>) {
  const { locale } = useLocale();
  const { unit, prefix, display, min, max, step, decimals } = props.config;
  const input = (
    <ParsedInput
      {...props}
      numeric
      inputMode="decimal"
      edit={(value) => value}
      show={(value) => formatDecimal(value, digitsOf(props.config))}
      prefix={prefix ? localText(prefix, locale) : undefined}
      suffix={unit ? localText(unit, locale) : undefined}
    />
  );
  if (props.look === 'cell' || props.look === 'filter') return input;
  if (display === 'progress') {
    const fine = step === undefined ? 10 ** -Math.min(decimals, 2) : Number(step);
    return (
      <ProgressInput
        widget={props}
        min={min}
        max={max ?? 100}
        step={fine}
        label={props.label ?? localText(props.field.meta.label, locale)}
      >
        {input}
      </ProgressInput>
    );
  }
  if (display === 'stepper')
    return (
      <StepperInput widget={props} min={min} max={max} step={step}>
        {input}
      </StepperInput>
    );
  return input;
}
