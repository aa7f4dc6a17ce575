import { ok } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { normaliseNumber, parseNumber } from '../../values/number.ts';
import { type ColorStep, colorStepsSchema, stepIssues } from '../../values/steps.ts';

/** What there are several of; stars if nothing else is said. */
export const RATING_ICONS = ['star', 'heart', 'like', 'fire', 'flag', 'trophy'] as const;

export type RatingConfig = {
  /** Stars at most. */
  readonly max: number;
  readonly icon?: (typeof RATING_ICONS)[number];
  /** Colours by level, rising. */
  readonly colors?: readonly ColorStep[];
};

const STAR = '★';

/** A whole number of stars from 1. In text either the number or the stars themselves: "4" and "★★★★" are the same. */
export const rating: FieldType<RatingConfig, string> = {
  type: 'rating',
  icon: 'star',
  group: 'number',
  label: { zh: '评分', en: 'Rating' },
  description: { zh: '几颗星，如客户满意度', en: 'A number of stars such as customer satisfaction' },
  example: {
    value: '4',
    config: { max: 5, icon: 'heart', colors: [{ color: 'gray' }, { from: '3', color: 'pink' }] },
    broken: '9',
  },
  kind: 'number',
  config: {
    schema: {
      type: 'object',
      required: ['max'],
      additionalProperties: false,
      properties: {
        max: { type: 'integer', minimum: 1, maximum: 10 },
        icon: { type: 'string', enum: RATING_ICONS },
        colors: colorStepsSchema,
      },
    },
    defaults: () => ({ max: 5 }),
  },
  check: ({ colors }) => stepIssues(colors),
  valueSchema: (config) => ({
    type: 'string',
    format: 'decimal',
    decimalPlaces: 0,
    formatMinimum: '1',
    formatMaximum: String(config.max),
  }),
  normalise: (input) => normaliseNumber(input),
  parse: (input) => {
    const stars = input.replace(/[☆\s]/g, '');
    return stars !== '' && stars === STAR.repeat(stars.length)
      ? ok(String(stars.length))
      : parseNumber(input);
  },
  format: (value) => value,
  column: () => 'numeric',
};
