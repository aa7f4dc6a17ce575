import type { FieldType } from '../../contract.ts';
import {
  fixedBounds,
  judgeDay,
  limitIssues,
  renamedBounds,
  type TimeBound,
  timeBoundSchema,
  weekdaysSchema,
} from '../../values/bounds.ts';
import {
  DATE_DISPLAYS,
  DATE_PRECISIONS,
  type DateDisplay,
  type DatePrecision,
  normaliseDateTo,
  orderOf,
  parseDateTo,
  writeDate,
} from '../../values/date-display.ts';

export type DateConfig = {
  /** How exact people are asked to be; default the day. A year or month is stored as its first day. */
  readonly precision?: DatePrecision;
  /** How it is written; default 2026-03-01. */
  readonly display?: DateDisplay;
  /** First and last day allowed. */
  readonly min?: TimeBound;
  readonly max?: TimeBound;
  /** Days of the week that may be chosen, 1 = Monday. */
  readonly weekdays?: readonly number[];
};

/** A calendar day, without time or zone. */
export const date: FieldType<DateConfig, string> = {
  type: 'date',
  icon: 'calendar',
  group: 'date',
  label: { zh: '日期', en: 'Date' },
  description: {
    zh: '年月日，如签约日期、生日；也可只到年或月',
    en: 'A day such as a signing date or a birthday; or a month or year alone',
  },
  example: { value: '2026-03-02', config: { weekdays: [1, 2, 3, 4, 5] }, broken: '2026-03-01' },
  kind: 'date',
  config: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        precision: { type: 'string', enum: DATE_PRECISIONS },
        display: { type: 'string', enum: DATE_DISPLAYS },
        min: timeBoundSchema('date'),
        max: timeBoundSchema('date'),
        weekdays: weekdaysSchema,
      },
    },
    defaults: () => ({}),
  },
  check: (config, around) => limitIssues(config, ['date', 'datetime'], around),
  renamed: renamedBounds,
  valueSchema: (config) => ({ type: 'string', format: 'date', ...fixedBounds(config) }),
  judge: judgeDay,
  normalise: (input, { precision }) => normaliseDateTo(input, precision),
  parse: (input, { precision, display }, env) =>
    parseDateTo(input, precision, env.dateOrder ?? (display && orderOf(display))),
  format: (value, { display, precision }) => writeDate(value, display, precision),
  column: () => 'date',
  unique: true,
};
