import type { Issue } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { isoWeek } from '../../values/iso-week.ts';
import { cleanText } from '../../values/text.ts';

export const DATE_FORMATS = ['YYYY', 'YY', 'YYYYMM', 'YYMM', 'YYYYMMDD', 'YYMMDD', 'MMDD'] as const;
type DateFormat = (typeof DATE_FORMATS)[number];
export const RESETS = ['never', 'year', 'month', 'week', 'day'] as const;

export type NumberPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'date'; readonly format: DateFormat }
  /** A field of the record, as it stands when the record is made. */
  | { readonly kind: 'field'; readonly field: string }
  | {
      readonly kind: 'counter';
      readonly digits: number;
      readonly reset: (typeof RESETS)[number];
      readonly start?: number;
    };

export type AutonumberConfig = {
  /** Joined in order; exactly one counter. */
  readonly parts: readonly NumberPart[];
};

/** Which counter counts on a day "YYYY-MM-DD". */
const PERIOD: Readonly<Record<(typeof RESETS)[number], (day: string) => string>> = {
  never: () => '',
  year: (day) => day.slice(0, 4),
  month: (day) => day.slice(0, 7),
  week: isoWeek,
  day: (day) => day,
};

const part = (
  kind: string,
  properties: Record<string, Record<string, string | number | readonly string[]>>,
  optional: readonly string[] = [],
) => ({
  type: 'object',
  required: ['kind', ...Object.keys(properties).filter((name) => !optional.includes(name))],
  additionalProperties: false,
  properties: { kind: { const: kind }, ...properties },
});

/** A number that the server gives to each new record: QT-202603-0001. */
export const autonumber: FieldType<AutonumberConfig, string> = {
  type: 'autonumber',
  icon: 'field-number',
  group: 'system',
  label: { zh: '自动编号', en: 'Auto number' },
  description: {
    zh: '保存时自动生成的编号，如 QT-202603-0001',
    en: 'A number made on saving such as QT-202603-0001',
  },
  example: { value: 'QT-202603-0017' },
  kind: 'text',
  config: {
    schema: {
      type: 'object',
      required: ['parts'],
      additionalProperties: false,
      properties: {
        parts: {
          type: 'array',
          minItems: 1,
          maxItems: 10,
          items: {
            type: 'object',
            required: ['kind'],
            discriminator: { propertyName: 'kind' },
            oneOf: [
              part('text', { text: { type: 'string', minLength: 1, maxLength: 40 } }),
              part('date', { format: { type: 'string', enum: DATE_FORMATS } }),
              part('field', { field: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' } }),
              part(
                'counter',
                {
                  digits: { type: 'integer', minimum: 1, maximum: 12 },
                  reset: { type: 'string', enum: RESETS },
                  start: { type: 'integer', minimum: 0, maximum: 999_999_999_999 },
                },
                ['start'],
              ),
            ],
          },
          contains: { type: 'object', required: ['kind'], properties: { kind: { const: 'counter' } } },
          minContains: 1,
          maxContains: 1,
        },
      },
    },
    defaults: () => ({
      parts: [
        { kind: 'date', format: 'YYYYMMDD' },
        { kind: 'counter', digits: 4, reset: 'day' },
      ],
    }),
  },
  check: ({ parts }, { own }) =>
    parts.flatMap((one, index): Issue[] => {
      if (one.kind !== 'field' || !own) return [];
      const path = ['parts', index, 'field'];
      const type = own(one.field);
      if (!type) return [{ path, code: 'unknown_field', params: { name: one.field } }];
      // Titles of other records are not known in the statement that numbers.
      return type.many || !PLAIN_KINDS.has(type.kind) ? [{ path, code: 'not_a_number_part' }] : [];
    }),
  renamed: (config, to) => ({
    ...config,
    parts: config.parts.map((one) => (one.kind === 'field' ? { ...one, field: to.path(one.field) } : one)),
  }),
  valueSchema: () => ({ type: 'string', minLength: 1, maxLength: 1200 }),
  normalise: (input) => cleanText(input),
  parse: (input) => cleanText(input),
  format: (value) => value,
  column: () => 'text',
  generated: true,
  alone: true,
  numbering: ({ parts }, day, textOf) => {
    const at = parts.findIndex((one) => one.kind === 'counter');
    const counter = parts[at];
    if (counter?.kind !== 'counter') throw new Error('An autonumber has no counter');
    return {
      period: PERIOD[counter.reset](day),
      prefix: fixed(parts.slice(0, at), day, textOf),
      digits: counter.digits,
      suffix: fixed(parts.slice(at + 1), day, textOf),
      ...(counter.start === undefined ? {} : { start: counter.start }),
    };
  },
  title: true,
  unique: true,
};

/** Kinds whose texts need nothing but the value. */
export const PLAIN_KINDS: ReadonlySet<string> = new Set([
  'text',
  'number',
  'date',
  'time',
  'option',
  'boolean',
]);

const fixed = (parts: readonly NumberPart[], day: string, textOf: (field: string) => string): string =>
  parts
    .map((one) => {
      if (one.kind === 'text') return one.text;
      if (one.kind === 'field') return textOf(one.field);
      return one.kind === 'date' ? dateText(one.format, day) : '';
    })
    .join('');

/** "260309" of "2026-03-09" and YYMMDD. */
const dateText = (format: DateFormat, day: string): string =>
  format
    .replace('YYYY', day.slice(0, 4))
    .replace('YY', day.slice(2, 4))
    .replace('MM', day.slice(5, 7))
    .replace('DD', day.slice(8, 10));
