import type { FieldType, TextEnv } from '../../contract.ts';
import {
  fixedBounds,
  hoursSchema,
  judgeMoment,
  limitIssues,
  renamedBounds,
  type TimeLimits,
  timeBoundSchema,
  weekdaysSchema,
} from '../../values/bounds.ts';
import { formatInstant, normaliseInstant, parseInstant } from '../../values/date.ts';
import { DATE_DISPLAYS, type DateDisplay, orderOf, writeDate } from '../../values/date-display.ts';

export type DatetimeConfig = TimeLimits & {
  /** Whether people pick hours, minutes or seconds; what is stored is exact to the millisecond either way. */
  readonly precision: 'hour' | 'minute' | 'second';
  /** How the day is written; default 2026-03-01. */
  readonly display?: DateDisplay;
  /** Names the zone behind the time, for teams in several. */
  readonly showZone?: boolean;
};

/** A moment; stored in UTC, read and written in the zone of the reader. */
export const datetime: FieldType<DatetimeConfig, string> = {
  type: 'datetime',
  icon: 'clock-circle',
  group: 'date',
  label: { zh: '日期时间', en: 'Date and time' },
  description: { zh: '某一时刻，如拜访时间、下次联系时间', en: 'A moment such as a visit or the next call' },
  example: {
    value: '2026-03-01T06:30:00.000Z',
    config: {
      precision: 'minute',
      display: 'zh',
      showZone: true,
      hours: { from: '09:00', to: '18:00' },
      min: { from: 'now', amount: -20, unit: 'year' },
    },
    broken: '2026-03-01T14:30:00.000Z',
  },
  kind: 'datetime',
  config: {
    schema: {
      type: 'object',
      required: ['precision'],
      additionalProperties: false,
      properties: {
        precision: { type: 'string', enum: ['hour', 'minute', 'second'] },
        display: { type: 'string', enum: DATE_DISPLAYS },
        showZone: { type: 'boolean' },
        min: timeBoundSchema('date-time'),
        max: timeBoundSchema('date-time'),
        weekdays: weekdaysSchema,
        hours: hoursSchema,
      },
    },
    defaults: () => ({ precision: 'minute' }),
  },
  check: (config, around) => limitIssues(config, ['date', 'datetime'], around),
  renamed: renamedBounds,
  valueSchema: (config) => ({ type: 'string', format: 'date-time', ...fixedBounds(config) }),
  judge: judgeMoment,
  normalise: (input) => normaliseInstant(input),
  parse: (input, { display }, env) => parseInstant(input, inOrder(env, display)),
  format: (value, { display }, env) => {
    const text = formatInstant(value, env.tz);
    return display ? writeDate(text.slice(0, 10), display) + text.slice(10) : text;
  },
  column: () => 'timestamptz(3)',
};

const inOrder = (env: TextEnv, display: DateDisplay | undefined): TextEnv =>
  env.dateOrder === undefined && display ? { ...env, dateOrder: orderOf(display) } : env;
