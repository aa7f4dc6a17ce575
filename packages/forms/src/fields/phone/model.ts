import { fail, ok, type Result } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { type Mask, maskSchema } from '../../values/mask.ts';
import { andThen } from '../../values/result.ts';
import { cleanText, halfWidth } from '../../values/text.ts';

export type PhoneConfig = {
  /** Country code that a number written without one belongs to. */
  readonly country: string;
  /** Mobile numbers or landlines alone; told apart for China, where the numbers show it. */
  readonly only?: 'mobile' | 'landline';
  readonly mask?: Mask;
};

/** National numbers of China: mobile, landline with its area code (without the leading 0), 400 and 800. */
const CHINA = /^(1[3-9]\d{9}|10\d{8}|2\d{9}|[3-9]\d{9,10}|[48]00\d{7})$/;
const CHINA_MOBILE = /^\+861[3-9]\d{9}$/;
/** What is dialled before a national number inside a country and is no part of it; nearly everywhere a 0. */
const TRUNK: Readonly<Record<string, RegExp>> = {
  '+1': /^1(?=\d{10}$)/,
  '+7': /^8(?=\d{10}$)/,
  '+39': /^(?!)/,
};
const E164 = /^\+[1-9]\d{6,14}$/;

/** A telephone number; the value is E.164 ("+8613800138000"). */
export const phone: FieldType<PhoneConfig, string> = {
  type: 'phone',
  icon: 'phone',
  group: 'text',
  label: { zh: '电话', en: 'Phone' },
  description: { zh: '手机或座机号码', en: 'A mobile or landline number' },
  example: {
    value: '+8613800138000',
    config: { country: '+86', mask: { preset: 'phone' } },
    broken: '1380013',
  },
  kind: 'text',
  config: {
    schema: {
      type: 'object',
      required: ['country'],
      additionalProperties: false,
      properties: {
        country: { type: 'string', pattern: '^\\+[1-9][0-9]{0,2}$' },
        only: { type: 'string', enum: ['mobile', 'landline'] },
        mask: maskSchema,
      },
    },
    defaults: () => ({ country: '+86' }),
  },
  valueSchema: () => ({ type: 'string', format: 'phone' }),
  normalise: (input, config) => normalise(input, config),
  parse: (input, config) => normalise(input.replace(/^\s*tel:/i, ''), config),
  format: (value, config) => {
    if (!value.startsWith(config.country)) return value;
    const national = value.slice(config.country.length);
    if (config.country !== '+86') return value;
    if (/^1[3-9]\d{9}$/.test(national)) return grouped(national, [3, 4, 4]);
    if (/^[48]00\d{7}$/.test(national)) return grouped(national, [3, 3, 4]);
    // Area codes of two digits are 10 and 2x, all others have three.
    return `0${grouped(national, /^(10|2)/.test(national) ? [2, 4, 4] : [3, 4, 4])}`;
  },
  column: () => 'text',
  filters: [
    ...['has_digits', 'no_digits', 'same_number', 'other_number', 'is_empty', 'not_empty'],
    ...['own_eq', 'own_ne'],
  ],
  macros: (config) => ({
    // Whatever people put between digits, and the 0 before an area code, is not in the stored number.
    has_digits: (field, [text]) => {
      const digits = typeof text === 'string' ? text.replace(/[^\d+]/g, '').replace(/^0+/, '') : '';
      return digits === '' ? { in: [field, []] } : { contains: [field, digits] };
    },
    same_number: (field, [text]) => {
      const read = normalise(text, { country: config.country });
      return read.ok && read.value !== null ? { '==': [field, read.value] } : { in: [field, []] };
    },
  }),
  mask: ({ mask }) => mask,
  title: true,
  unique: true,
  reading: () => 'phone',
};

const grouped = (digits: string, sizes: readonly [number, number, number]): string =>
  [
    digits.slice(0, sizes[0]),
    digits.slice(sizes[0], sizes[0] + sizes[1]),
    digits.slice(sizes[0] + sizes[1]),
  ].join(' ');

function normalise(input: unknown, config: PhoneConfig): Result<string | null> {
  // Spreadsheets and forms of other systems hold telephone numbers as numbers.
  return andThen(cleanText(typeof input === 'number' ? String(input) : input), (text) => {
    const plain = halfWidth(text)
      .replace(/[\s\-‐‑–—.()/]/g, '')
      .replace(/^00(?=[1-9])/, '+');
    if (!/^\+?\d+$/.test(plain)) return fail({ path: [], code: 'invalid_phone' });
    const whole = plain.startsWith('+')
      ? plain
      : config.country + plain.replace(TRUNK[config.country] ?? /^0/, '');
    const value = whole.replace(/^\+860/, '+86');
    const valid = E164.test(value) && (!value.startsWith('+86') || CHINA.test(value.slice(3)));
    if (!valid) return fail({ path: [], code: 'invalid_phone' });
    const { only } = config;
    if (only === undefined || !value.startsWith('+86')) return ok(value);
    const mobile = CHINA_MOBILE.test(value);
    if (only === 'mobile') return mobile ? ok(value) : fail({ path: [], code: 'not_mobile' });
    return mobile ? fail({ path: [], code: 'not_landline' }) : ok(value);
  });
}
