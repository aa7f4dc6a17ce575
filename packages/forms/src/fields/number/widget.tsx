import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { formatDecimal } from '../../values/number.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { ParsedInput } from '../../widgets/parsed-input.tsx';
import type { NumberConfig } from './model.ts';

export function NumberWidget(props: WidgetProps<NumberConfig>) {
  const { locale } = useLocale();
  const { thousands = false, unit } = props.config;
  return (
    <ParsedInput
      {...props}
      numeric
      inputMode="decimal"
      edit={(value) => value}
      show={(value) => formatDecimal(value, { thousands })}
      suffix={unit ? localText(unit, locale) : undefined}
    />
  );
}
