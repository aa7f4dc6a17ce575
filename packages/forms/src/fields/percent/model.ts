import { mulDecimal } from '@trellis/logic';
import { fail, ok } from '@trellis/metadata';
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
import { andThen } from '../../values/result.ts';
import { type Rounding, rounded, roundingSchema } from '../../values/rounding.ts';
import { type ColorStep, colorStepsSchema, stepIssues } from '../../values/steps.ts';

export type PercentConfig = {
  /** Most digits after the point of the percentage as it is shown. */
  readonly decimals: number;
  /** What happens to further digits; absent = they are a mistake. */
  readonly rounding?: Rounding;
  /** Bounds as fractions: 1 = 100 %. */
  readonly min?: Bound;
  readonly max?: Bound;
  /** Shown as a number, or as a bar up to 100 % (or max). */
  readonly display?: 'number' | 'progress';
  /** Colours by interval of fractions, rising. */
  readonly colors?: readonly ColorStep[];
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
  example: {
    value: '0.385',
    config: {
      decimals: 2,
      display: 'progress',
      colors: [{ color: 'red' }, { from: '0.3', color: 'amber' }, { from: '0.8', color: 'green' }],
    },
    broken: '3..5',
  },
  kind: 'number',
  config: {
    schema: {
      type: 'object',
      required: ['decimals'],
      additionalProperties: false,
      properties: {
        decimals: { type: 'integer', minimum: 0, maximum: 8 },
        rounding: roundingSchema,
        min: boundSchema,
        max: boundSchema,
        display: { type: 'string', enum: ['number', 'progress'] },
        colors: colorStepsSchema,
      },
    },
    defaults: () => ({ decimals: 2 }),
  },
  check: ({ min, max, colors }) => [...boundIssues(min, max), ...stepIssues(colors)],
  valueSchema: ({ decimals, min, max }) => ({
    type: 'string',
    format: 'decimal',
    decimalPlaces: decimals + 2,
    ...bounds(min, max),
  }),
  normalise: (input, { decimals, rounding }) => rounded(normaliseNumber(input), decimals + 2, rounding),
  parse: (input, { decimals, rounding }) =>
    andThen(parseNumber(input.trim().replace(/[%％]$/, '')), (points) => {
      const share = mulDecimal(points, '0.01');
      if (share === null) return fail({ path: [], code: 'invalid_number' });
      return rounded(ok(share), decimals + 2, rounding);
    }),
  format: (value) => {
    const points = mulDecimal(value, '100');
    return points === null ? value : `${formatDecimal(points, {})}%`;
  },
  column: () => 'numeric',
  unit: () => ({ kind: 'percent' }),
};
