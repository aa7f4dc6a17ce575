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
import { halfWidth } from '../../values/text.ts';

export type NumberConfig = {
  /** Most digits after the point. */
  readonly decimals: number;
  readonly min?: Bound;
  readonly max?: Bound;
  /** Written behind the number: 台, kg. */
  readonly unit?: LocalText & { readonly [key: string]: string };
  readonly thousands?: boolean;
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
    config: { decimals: 2, thousands: true, unit: { zh: '台', en: 'pcs' } },
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
        min: boundSchema,
        max: boundSchema,
        unit: { $ref: 'trellis:local-text' },
        thousands: { type: 'boolean' },
      },
    },
    defaults: () => ({ decimals: 2 }),
  },
  check: ({ min, max }) => boundIssues(min, max),
  valueSchema: (config) => ({
    type: 'string',
    format: 'decimal',
    decimalPlaces: config.decimals,
    ...bounds(config.min, config.max),
  }),
  normalise: (input) => normaliseNumber(input),
  parse: (input, config) => parseNumber(withoutUnit(input, config.unit)),
  format: (value, config, env) => {
    const digits = formatDecimal(value, { thousands: config.thousands ?? false });
    return config.unit ? `${digits} ${localText(config.unit, env.locale)}` : digits;
  },
  column: () => 'numeric',
  unit: ({ unit }) => unit && { kind: 'text', text: unit },
  title: true,
  unique: true,
};

function withoutUnit(input: string, unit: LocalText | undefined): string {
  const plain = halfWidth(input).trim();
  const units = [unit?.zh, unit?.en].flatMap((name) => (name ? [halfWidth(name).trim()] : []));
  const found = units.find((name) => name !== '' && plain.endsWith(name));
  return found ? plain.slice(0, -found.length) : plain;
}
