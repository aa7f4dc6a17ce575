import type { FieldType } from '../../contract.ts';
import { cleanText } from '../../values/text.ts';

type DateFormat = 'YYYY' | 'YYYYMM' | 'YYYYMMDD';
export type NumberPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'date'; readonly format: DateFormat }
  | { readonly kind: 'counter'; readonly digits: number; readonly reset: keyof typeof PERIOD };

export type AutonumberConfig = {
  /** Joined in order; exactly one counter. */
  readonly parts: readonly NumberPart[];
};

/** How many characters of "YYYY-MM-DD" name the period after which the counter starts again at 1. */
const PERIOD = { never: 0, year: 4, month: 7, day: 10 } as const;

const part = (
  kind: string,
  properties: Record<string, Record<string, string | number | readonly string[]>>,
) => ({
  type: 'object',
  required: ['kind', ...Object.keys(properties)],
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
              part('date', { format: { type: 'string', enum: ['YYYY', 'YYYYMM', 'YYYYMMDD'] } }),
              part('counter', {
                digits: { type: 'integer', minimum: 1, maximum: 12 },
                reset: { type: 'string', enum: ['never', 'year', 'month', 'day'] },
              }),
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
  valueSchema: () => ({ type: 'string', minLength: 1, maxLength: 500 }),
  normalise: (input) => cleanText(input),
  parse: (input) => cleanText(input),
  format: (value) => value,
  column: () => 'text',
  generated: true,
  alone: true,
  numbering: ({ parts }, day) => {
    const at = parts.findIndex((one) => one.kind === 'counter');
    const counter = parts[at];
    if (counter?.kind !== 'counter') throw new Error('An autonumber has no counter');
    return {
      period: day.slice(0, PERIOD[counter.reset]),
      prefix: fixed(parts.slice(0, at), day),
      digits: counter.digits,
      suffix: fixed(parts.slice(at + 1), day),
    };
  },
  title: true,
  unique: true,
};

const fixed = (parts: readonly NumberPart[], day: string): string =>
  parts
    .map((one) => {
      if (one.kind === 'text') return one.text;
      return one.kind === 'date' ? day.replaceAll('-', '').slice(0, one.format.length) : '';
    })
    .join('');
