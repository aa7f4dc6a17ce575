import { normalizeDecimal } from '@trellis/logic';
import { useLocale } from '@trellis/ui/react';
import { formatDecimal } from '../../values/number.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { ParsedInput } from '../../widgets/parsed-input.tsx';
import { CURRENCY_SYMBOLS, type MoneyConfig, moneyInWords } from './model.ts';

export function MoneyWidget(props: WidgetProps<MoneyConfig>) {
  const { locale } = useLocale();
  const { currency, decimals, words } = props.config;
  const input = (
    <ParsedInput
      {...props}
      numeric
      inputMode="decimal"
      prefix={CURRENCY_SYMBOLS[currency] ?? currency}
      edit={(value) => value}
      show={(value) => formatDecimal(value, { thousands: true, places: decimals })}
    />
  );
  if (!words || props.look === 'cell' || props.look === 'filter') return input;
  const value = typeof props.value === 'string' ? normalizeDecimal(props.value) : null;
  return (
    <>
      {input}
      {value === null ? null : (
        <div className="f-help f-words">{moneyInWords(value, props.config, locale)}</div>
      )}
    </>
  );
}
