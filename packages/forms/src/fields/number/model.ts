import { type LocalText, localText } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
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
import { type ColorStep, colorStepsSchema, stepIssues } from '../../values/steps.ts';
import { halfWidth } from '../../values/text.ts';

export type NumberConfig = {
  /** Most digits after the point. */
  readonly decimals: number;
  /** What happens to further digits; absent = they are a mistake. */
  readonly rounding?: Rounding;
  readonly min?: Bound;
  readonly max?: Bound;
  /** Written behind the number: 台, kg. */
  readonly unit?: LocalText & { readonly [key: string]: string };
  /** Written before the number: No., ≈. */
  readonly prefix?: LocalText & { readonly [key: string]: string };
  readonly thousands?: boolean;
  /** Always as many decimals as there may be: 12.50. Otherwise zeros at the end are left out. */
  readonly zeros?: boolean;
  /** Shown as a number, as a bar between min (0) and max (100), or with buttons that add and take away `step`. */
  readonly display?: 'number' | 'progress' | 'stepper';
  readonly step?: Bound;
  /** Colours by interval, rising. */
  readonly colors?: readonly ColorStep[];
};

/** An exact decimal number. */
export const number: FieldType<NumberConfig, string> = {
  type: 'number',
  icon: 'number',
  group: 'number',
  label: { zh: '数字', en: 'Number' },
  description: { zh: '精确的数字，可带单位和范围', en: 'An exact number, with unit and range if wanted' },
  example: {
    value: '12345.6',
    config: {
      decimals: 2,
      thousands: true,
      unit: { zh: '台', en: 'pcs' },
      display: 'stepper',
      colors: [{ color: 'red' }, { from: '10000', color: 'green' }],
    },
    broken: '12,34x',
  },
  kind: 'number',
  config: {
    schema: {
      type: 'object',
      required: ['decimals'],
      additionalProperties: false,
      properties: {
        decimals: { type: 'integer', minimum: 0, maximum: 12 },
        rounding: roundingSchema,
        min: boundSchema,
        max: boundSchema,
        unit: { $ref: 'trellis:local-text' },
        prefix: { $ref: 'trellis:local-text' },
        thousands: { type: 'boolean' },
        zeros: { type: 'boolean' },
        display: { type: 'string', enum: ['number', 'progress', 'stepper'] },
        step: boundSchema,
        colors: colorStepsSchema,
      },
    },
    defaults: () => ({ decimals: 2 }),
  },
  check: ({ min, max, colors }) => [...boundIssues(min, max), ...stepIssues(colors)],
  valueSchema: (config) => ({
    type: 'string',
    format: 'decimal',
    decimalPlaces: config.decimals,
    ...bounds(config.min, config.max),
  }),
  normalise: (input, { decimals, rounding }) => rounded(normaliseNumber(input), decimals, rounding),
  parse: (input, { unit, prefix, decimals, rounding }) =>
    rounded(parseNumber(withoutUnit(input, unit, prefix)), decimals, rounding),
  format: (value, config, env) => {
    const digits = formatDecimal(value, digitsOf(config));
    const before = config.prefix ? `${localText(config.prefix, env.locale)} ` : '';
    return before + (config.unit ? `${digits} ${localText(config.unit, env.locale)}` : digits);
  },
  column: () => 'numeric',
  unit: ({ unit }) => unit && { kind: 'text', text: unit },
  title: true,
  unique: true,
};

function withoutUnit(input: string, unit: LocalText | undefined, prefix: LocalText | undefined): string {
  const names = (text: LocalText | undefined) =>
    [text?.zh, text?.en].flatMap((name) => (name ? [halfWidth(name).trim()] : [])).filter(Boolean);
  let plain = halfWidth(input).trim();
  const before = names(prefix).find((name) => plain.startsWith(name));
  if (before) plain = plain.slice(before.length);
  const after = names(unit).find((name) => plain.endsWith(name));
  return after ? plain.slice(0, -after.length) : plain;
}

/** How the digits are written. */
export const digitsOf = ({ thousands = false, zeros, decimals }: NumberConfig) => ({
  thousands,
  places: zeros ? decimals : 0,
});
