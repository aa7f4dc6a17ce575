import { compareDecimal, normalizeDecimal, normalizeInstant, parseDate, parseTime } from '@trellis/logic';
import { isId } from './id.ts';

/** How a text format is tested and ordered, and the codes of the issues that it gives rise to. */
export interface TextFormat {
  /** Whether the text is a value in canonical form. */
  test(text: string): boolean;
  /** Negative, 0 or positive; both must pass `test`. */
  compare(a: string, b: string): number;
  /** Not in this format. */
  readonly code: string;
  /** Below `formatMinimum`, above `formatMaximum`. */
  readonly low: string;
  readonly high: string;
}

const EMAIL =
  /^[^\s@<>()[\]\\,;:"]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;
/** Host of labels or an IPv4 address, a port, and anything that holds no space or quote behind it. */
const URL_FORM =
  /^https?:\/\/(?:[\p{Ll}\p{Lo}\p{N}](?:[\p{Ll}\p{Lo}\p{N}_-]{0,61}[\p{Ll}\p{Lo}\p{N}])?\.)*[\p{Ll}\p{Lo}\p{N}](?:[\p{Ll}\p{Lo}\p{N}_-]{0,61}[\p{Ll}\p{Lo}\p{N}])?(?::\d{1,5})?(?:[/?#][^\s<>"]*)?$/u;
const PHONE = /^\+[1-9]\d{6,14}$/;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const size = { compare: byText, low: 'too_small', high: 'too_large' };
const moment = { compare: byText, low: 'too_early', high: 'too_late' };

/**
 * The formats of values, used by ajv on the server and by the interpreter in the browser alike. They accept canonical
 * forms alone, which is narrower than the JSON Schema formats of the same name: a value has one spelling.
 */
export const FORMATS = {
  /** Exact number in plain notation: "-12.5". */
  decimal: {
    ...size,
    test: (text) => normalizeDecimal(text) === text,
    compare: compareDecimal,
    code: 'invalid_number',
  },
  /** "2026-03-01". */
  date: { ...moment, test: (text) => parseDate(text) !== null, code: 'invalid_date' },
  /** "14:30:00". */
  time: { ...moment, test: (text) => parseTime(text) === text, code: 'invalid_time' },
  /** "2026-03-01T06:30:00.000Z". */
  'date-time': { ...moment, test: (text) => normalizeInstant(text) === text, code: 'invalid_datetime' },
  uuid: { ...size, test: isId, code: 'invalid_id' },
  email: { ...size, test: (text) => text.length <= 254 && EMAIL.test(text), code: 'invalid_email' },
  /** E.164: "+8613800138000". */
  phone: { ...size, test: (text) => PHONE.test(text), code: 'invalid_phone' },
  /** A web address, http or https, its host in lower case: "https://example.com/a". */
  url: { ...size, test: (text) => text.length <= 2000 && URL_FORM.test(text), code: 'invalid_url' },
  /** An administrative division of China by GB/T 2260: "330106". */
  region: { ...size, test: (text) => /^[1-9]\d{5}$/.test(text), code: 'invalid_region' },
} as const satisfies Readonly<Record<string, TextFormat>>;

/** Digits after the point of a canonical decimal. */
export function decimalPlaces(value: string): number {
  const point = value.indexOf('.');
  return point < 0 ? 0 : value.length - point - 1;
}
