import { formatDecimal } from '../../values/number.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { ParsedInput } from '../../widgets/parsed-input.tsx';
import { CURRENCY_SYMBOLS, type MoneyConfig } from './model.ts';

export function MoneyWidget(props: WidgetProps<MoneyConfig>) {
  const { currency, decimals } = props.config;
  return (
    <ParsedInput
      {...props}
      numeric
      inputMode="decimal"
      prefix={CURRENCY_SYMBOLS[currency] ?? currency}
      edit={(value) => value}
      show={(value) => formatDecimal(value, { thousands: true, places: decimals })}
    />
  );
}
