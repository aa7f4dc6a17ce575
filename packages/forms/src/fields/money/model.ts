import { amountInChinese, amountInEnglish } from '@trellis/logic';
import type { Locale } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { type Mask, maskSchema } from '../../values/mask.ts';
import {
  type Bound,
  boundIssues,
  boundSchema,
  bounds,
  formatDecimal,
  normaliseNumber,
  parseNumber,
} from '../../values/number.ts';
import { type Rounding, rounded, roundingSchema } from '../../values/rounding.ts';
import { halfWidth } from '../../values/text.ts';

/** Chinese capitals, the same in traditional characters, English. */
export const AMOUNT_WORDS = ['zh', 'zh-Hant', 'en'] as const;
type AmountWords = (typeof AMOUNT_WORDS)[number];

export type MoneyConfig = {
  /** ISO 4217. */
  readonly currency: string;
  readonly decimals: number;
  /** What happens to further digits; absent = they are a mistake. */
  readonly rounding?: Rounding;
  /** The amount is written out under its digits: in the language of the reader, or always in one. */
  readonly words?: boolean | AmountWords;
  readonly mask?: Mask;
  readonly min?: Bound;
  readonly max?: Bound;
};

/** Signs of the currencies that can be chosen; any other is written by its code. */
export const CURRENCY_SYMBOLS: Readonly<Record<string, string>> = {
  CNY: '¥',
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: 'JP¥',
  HKD: 'HK$',
  TWD: 'NT$',
  SGD: 'S$',
  AUD: 'A$',
  CAD: 'C$',
  KRW: '₩',
  INR: '₹',
};

/** An amount in one currency; the value is the exact number alone. */
export const money: FieldType<MoneyConfig, string> = {
  type: 'money',
  icon: 'pay-circle',
  group: 'number',
  label: { zh: '金额', en: 'Money' },
  description: { zh: '带币种的金额，精确到分', en: 'An amount in a currency, exact to the cent' },
  example: {
    value: '1234567.8',
    config: { currency: 'CNY', decimals: 2, words: true },
    broken: '一百',
  },
  kind: 'number',
  config: {
    schema: {
      type: 'object',
      required: ['currency', 'decimals'],
      additionalProperties: false,
      properties: {
        currency: { type: 'string', pattern: '^[A-Z]{3}$' },
        decimals: { type: 'integer', minimum: 0, maximum: 6 },
        rounding: roundingSchema,
        words: { enum: [true, false, ...AMOUNT_WORDS] },
        mask: maskSchema,
        min: boundSchema,
        max: boundSchema,
      },
    },
    defaults: () => ({ currency: 'CNY', decimals: 2 }),
  },
  check: ({ min, max }) => boundIssues(min, max),
  valueSchema: (config) => ({
    type: 'string',
    format: 'decimal',
    decimalPlaces: config.decimals,
    ...bounds(config.min, config.max),
  }),
  normalise: (input, { decimals, rounding }) => rounded(normaliseNumber(input), decimals, rounding),
  parse: (input, { currency, decimals, rounding }) =>
    rounded(parseNumber(withoutCurrency(input, currency)), decimals, rounding),
  format: (value, config) => {
    const digits = formatDecimal(value, { thousands: true, places: config.decimals });
    const symbol = CURRENCY_SYMBOLS[config.currency] ?? `${config.currency} `;
    return digits.startsWith('-') ? `-${symbol}${digits.slice(1)}` : symbol + digits;
  },
  mask: ({ mask }) => mask,
  column: () => 'numeric',
  unit: ({ currency }) => ({ kind: 'currency', code: currency }),
};

/** Drops the own currency's sign or code and the words for it; another currency stays and makes the number invalid. */
function withoutCurrency(input: string, currency: string): string {
  const names = [
    CURRENCY_SYMBOLS[currency],
    currency,
    ...(currency === 'CNY' ? ['RMB', '¥', '￥', '元', '人民币'] : []),
  ];
  const plain = halfWidth(input).replace(/￥/g, '¥').toUpperCase();
  return names.reduce<string>((rest, name) => (name ? rest.replace(halfWidth(name), '') : rest), plain);
}

/** The amount written out: 壹佰元整 in Chinese, "CNY One hundred and 00/100" in English; null where it is too big. */
export function moneyInWords(value: string, { currency, words }: MoneyConfig, locale: Locale): string | null {
  const wanted = typeof words === 'string' ? words : locale;
  if (wanted === 'en') {
    const text = amountInEnglish(value);
    return text && `${currency} ${text}`;
  }
  const capitals = amountInChinese(value);
  const text = wanted === 'zh-Hant' && capitals ? traditional(capitals) : capitals;
  return text && (currency === 'CNY' ? text : `${currency} ${text}`);
}

const TRADITIONAL: Readonly<Record<string, string>> = {
  贰: '貳',
  叁: '參',
  陆: '陸',
  万: '萬',
  亿: '億',
  元: '圓',
  负: '負',
};
const traditional = (text: string): string => [...text].map((char) => TRADITIONAL[char] ?? char).join('');
