import { fail } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { DURATION_UNITS, type DurationUnit, formatDuration, parseDuration } from '../../values/duration.ts';
import { type Bound, boundIssues, boundSchema, bounds, normaliseNumber } from '../../values/number.ts';

export type DurationConfig = {
  /** Unit of a number that is written without one. */
  readonly unit: DurationUnit;
  /** The largest unit that is shown: "2天 3小时" or "51小时". */
  readonly largest: DurationUnit;
  /** Seconds at least and at most. */
  readonly min?: Bound;
  readonly max?: Bound;
};

/** How long something takes; the value is a number of seconds, so that it adds up and divides. */
export const duration: FieldType<DurationConfig, string> = {
  type: 'duration',
  icon: 'hourglass',
  group: 'date',
  label: { zh: '时长', en: 'Duration' },
  description: {
    zh: '用了多久，如通话时长、工时；可写“1.5h”“1天2小时”',
    en: 'How long something took; written like “1.5h” or “1d 2h”',
  },
  example: { value: '183600', broken: '很久' },
  kind: 'number',
  config: {
    schema: {
      type: 'object',
      required: ['unit', 'largest'],
      additionalProperties: false,
      properties: {
        unit: { type: 'string', enum: DURATION_UNITS },
        largest: { type: 'string', enum: DURATION_UNITS },
        min: boundSchema,
        max: boundSchema,
      },
    },
    defaults: () => ({ unit: 'hour', largest: 'day' }),
  },
  check: ({ min, max }) => boundIssues(min, max),
  valueSchema: ({ min, max }) => ({
    type: 'string',
    format: 'decimal',
    decimalPlaces: 3,
    ...bounds(min, max),
  }),
  normalise: (input) => {
    const seconds = normaliseNumber(input);
    // People never see the number: what they typed is no duration.
    return seconds.ok || typeof input !== 'string' ? seconds : fail({ path: [], code: 'invalid_duration' });
  },
  parse: (input, { unit }) => parseDuration(input, unit),
  format: (value, { largest }, env) => formatDuration(value, largest, env.locale),
  column: () => 'numeric',
  unit: () => ({ kind: 'duration' }),
};
