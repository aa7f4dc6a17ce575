import type { FieldType } from '../../contract.ts';
import { formatInstant, normaliseInstant, parseInstant } from '../../values/date.ts';

export type DatetimeConfig = {
  /** Whether people pick minutes or seconds; what is stored is exact to the millisecond either way. */
  readonly precision: 'minute' | 'second';
};

/** A moment; stored in UTC, read and written in the zone of the reader. */
export const datetime: FieldType<DatetimeConfig, string> = {
  type: 'datetime',
  icon: 'clock-circle',
  group: 'date',
  label: { zh: '日期时间', en: 'Date and time' },
  description: { zh: '某一时刻，如拜访时间、下次联系时间', en: 'A moment such as a visit or the next call' },
  example: { value: '2026-03-01T06:30:00.000Z' },
  kind: 'datetime',
  config: {
    schema: {
      type: 'object',
      required: ['precision'],
      additionalProperties: false,
      properties: { precision: { type: 'string', enum: ['minute', 'second'] } },
    },
    defaults: () => ({ precision: 'minute' }),
  },
  valueSchema: () => ({ type: 'string', format: 'date-time' }),
  normalise: (input) => normaliseInstant(input),
  parse: (input, _config, env) => parseInstant(input, env),
  format: (value, _config, env) => formatInstant(value, env.tz),
  column: () => 'timestamptz(3)',
};
