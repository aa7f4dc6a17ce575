import { mulDecimal } from '@trellis/logic';
import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { ProgressInput } from '../../widgets/number-inputs.tsx';
import { ParsedInput } from '../../widgets/parsed-input.tsx';
import type { PercentConfig } from './model.ts';

/** Edits per cent; the value is the fraction. */
export function PercentWidget(props: WidgetProps<PercentConfig>) {
  const { locale } = useLocale();
  const { display, min, max = 1 } = props.config;
  const input = (
    <ParsedInput
      {...props}
      numeric
      inputMode="decimal"
      suffix="%"
      show={(value) => mulDecimal(value, '100') ?? value}
    />
  );
  if (display !== 'progress' || props.look === 'cell' || props.look === 'filter') return input;
  return (
    <ProgressInput
      widget={props}
      min={min}
      max={max}
      step={0.01}
      label={props.label ?? localText(props.field.meta.label, locale)}
    >
      {input}
    </ProgressInput>
  );
}
