import { mulDecimal } from '@trellis/logic';
import { fail, ok } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { formatDecimal, normaliseNumber, parseNumber } from '../../values/number.ts';
import { andThen } from '../../values/result.ts';

export type PercentConfig = {
  /** Most digits after the point of the percentage as it is shown. */
  readonly decimals: number;
};

/**
 * A share. The value is a fraction (0.25 = 25 %), so that formulas multiply with it directly; in text it is always
 * per cent, with or without the sign ("25" and "25%" are 0.25).
 */
export const percent: FieldType<PercentConfig, string> = {
  type: 'percent',
  icon: 'percentage',
  group: 'number',
  label: { zh: '百分比', en: 'Percent' },
  description: { zh: '比例，如折扣、赢单概率', en: 'A share such as a discount or a probability' },
  example: { value: '0.385', broken: '3..5' },
  kind: 'number',
  config: {
    schema: {
      type: 'object',
      required: ['decimals'],
      additionalProperties: false,
      properties: { decimals: { type: 'integer', minimum: 0, maximum: 8 } },
    },
    defaults: () => ({ decimals: 2 }),
  },
  valueSchema: (config) => ({ type: 'string', format: 'decimal', decimalPlaces: config.decimals + 2 }),
  normalise: (input) => normaliseNumber(input),
  parse: (input) =>
    andThen(parseNumber(input.trim().replace(/[%％]$/, '')), (points) => {
      const share = mulDecimal(points, '0.01');
      return share === null ? fail({ path: [], code: 'invalid_number' }) : ok(share);
    }),
  format: (value) => {
    const points = mulDecimal(value, '100');
    return points === null ? value : `${formatDecimal(points, {})}%`;
  },
  column: () => 'numeric',
  unit: () => ({ kind: 'percent' }),
};
