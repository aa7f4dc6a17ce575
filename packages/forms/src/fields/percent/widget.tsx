import { mulDecimal } from '@trellis/logic';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { ParsedInput } from '../../widgets/parsed-input.tsx';
import type { PercentConfig } from './model.ts';

/** Edits per cent; the value is the fraction. */
export function PercentWidget(props: WidgetProps<PercentConfig>) {
  return (
    <ParsedInput
      {...props}
      numeric
      inputMode="decimal"
      suffix="%"
      show={(value) => mulDecimal(value, '100') ?? value}
    />
  );
}
