import { ok } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { normaliseNumber, parseNumber } from '../../values/number.ts';

export type RatingConfig = {
  /** Stars at most. */
  readonly max: number;
};

const STAR = '★';

/** A whole number of stars from 1. In text either the number or the stars themselves: "4" and "★★★★" are the same. */
export const rating: FieldType<RatingConfig, string> = {
  type: 'rating',
  icon: 'star',
  group: 'number',
  label: { zh: '评分', en: 'Rating' },
  description: { zh: '几颗星，如客户满意度', en: 'A number of stars such as customer satisfaction' },
  example: { value: '4' },
  kind: 'number',
  config: {
    schema: {
      type: 'object',
      required: ['max'],
      additionalProperties: false,
      properties: { max: { type: 'integer', minimum: 2, maximum: 10 } },
    },
    defaults: () => ({ max: 5 }),
  },
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
