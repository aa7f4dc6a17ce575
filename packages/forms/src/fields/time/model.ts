import { parseTime as canonicalTime } from '@trellis/logic';
import { fail, ok, type Result } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import {
  fixedBounds,
  judgeClock,
  limitIssues,
  renamedBounds,
  type TimeBound,
  timeBoundSchema,
} from '../../values/bounds.ts';
import { parseTime } from '../../values/date.ts';
import { halfWidth } from '../../values/text.ts';

export type TimeConfig = {
  readonly precision: 'minute' | 'second';
  /** First and last time allowed: "09:00:00", or by another time of the record. */
  readonly min?: TimeBound;
  readonly max?: TimeBound;
};

/** A time of the day, without date and zone: "14:30:00". */
export const time: FieldType<TimeConfig, string> = {
  type: 'time',
  icon: 'field-time',
  group: 'date',
  label: { zh: '时间', en: 'Time' },
  description: { zh: '一天中的时刻，如营业开始时间', en: 'A time of the day such as opening hours' },
  example: { value: '14:30:00', broken: '25:00' },
  kind: 'time',
  config: {
    schema: {
      type: 'object',
      required: ['precision'],
      additionalProperties: false,
      properties: {
        precision: { type: 'string', enum: ['minute', 'second'] },
        min: timeBoundSchema('time'),
        max: timeBoundSchema('time'),
      },
    },
    defaults: () => ({ precision: 'minute' }),
  },
  check: (config, around) => limitIssues(config, ['time'], around),
  renamed: renamedBounds,
  valueSchema: (config) => ({ type: 'string', format: 'time', ...fixedBounds(config) }),
  judge: judgeClock,
  normalise: (input, config) => {
    if (input === null || input === undefined) return ok(null);
    if (typeof input !== 'string') return fail({ path: [], code: 'not_text' });
    const text = input.trim();
    if (text === '') return ok(null);
    const full = /^\d\d:\d\d$/.test(text) ? `${text}:00` : text;
    return canonicalTime(full) === full ? ok(cut(full, config)) : fail({ path: [], code: 'invalid_time' });
  },
  parse: (input, config) => read(input, config),
  format: (value) => value.replace(/:00$/, ''),
  column: () => 'time',
};

/** To the minute where seconds are not asked for. */
const cut = (value: string, { precision }: TimeConfig): string =>
  precision === 'second' ? value : `${value.slice(0, 5)}:00`;

function read(input: string, config: TimeConfig): Result<string | null> {
  const text = halfWidth(input).trim();
  if (text === '') return ok(null);
  const time = parseTime(text);
  return time === null ? fail({ path: [], code: 'invalid_time' }) : ok(cut(time.slice(0, 8), config));
}
