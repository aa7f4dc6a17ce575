import type { FieldType } from '../../contract.ts';
import { normaliseDate, parseDay } from '../../values/date.ts';

export type DateConfig = {
  /** First and last day allowed. */
  readonly min?: string;
  readonly max?: string;
};

/** A calendar day, without time or zone. */
export const date: FieldType<DateConfig, string> = {
  type: 'date',
  icon: 'calendar',
  group: 'date',
  label: { zh: '日期', en: 'Date' },
  description: { zh: '某一天，如签约日期、生日', en: 'A day such as a signing date or a birthday' },
  example: { value: '2026-03-01' },
  kind: 'date',
  config: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: { min: { type: 'string', format: 'date' }, max: { type: 'string', format: 'date' } },
    },
    defaults: () => ({}),
  },
  check: ({ min, max }) =>
    min !== undefined && max !== undefined && min > max ? [{ path: ['max'], code: 'range_reversed' }] : [],
  valueSchema: ({ min, max }) => ({
    type: 'string',
    format: 'date',
    ...(min === undefined ? {} : { formatMinimum: min }),
    ...(max === undefined ? {} : { formatMaximum: max }),
  }),
  normalise: (input) => normaliseDate(input),
  parse: (input, _config, env) => parseDay(input, env.dateOrder),
  format: (value) => value,
  column: () => 'date',
  unique: true,
};
