import { normalizeDecimal } from '@trellis/logic';
import { useLocale } from '@trellis/ui/react';
import { maskText } from '../../values/mask.ts';
import { formatDecimal } from '../../values/number.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { ParsedInput } from '../../widgets/parsed-input.tsx';
import { CURRENCY_SYMBOLS, type MoneyConfig, moneyInWords } from './model.ts';

export function MoneyWidget(props: WidgetProps<MoneyConfig>) {
  const { locale } = useLocale();
  const { currency, decimals, words, mask } = props.config;
  // While it is edited the digits are seen; the words would tell them at any time.
  const masked = mask !== undefined && !props.invalid && props.look !== 'filter';
  const input = (
    <ParsedInput
      {...props}
      numeric
      inputMode="decimal"
      prefix={CURRENCY_SYMBOLS[currency] ?? currency}
      edit={(value) => value}
      show={(value) => {
        const text = formatDecimal(value, { thousands: true, places: decimals });
        return masked ? maskText(text, mask) : text;
      }}
    />
  );
  if (!words || masked || props.look === 'cell' || props.look === 'filter') return input;
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
