import type { LocalText } from '@trellis/metadata';
import { halfWidth } from '../../values/text.ts';

/** A form that a text may be held to. */
export interface TextFormat {
  readonly label: LocalText;
  /** An example that fits. */
  readonly sample: string;
  /** The one way in which such a text is stored. */
  clean(text: string): string;
  test(text: string): boolean;
  /** Code of the issue of a text that does not fit. */
  readonly code: string;
  readonly inputMode?: 'numeric' | 'text';
}

const compact = (text: string) => halfWidth(text).replace(/[\s\u00a0-]/g, '');
const upper = (text: string) => compact(text).toUpperCase();

/** GB 11643: seventeen digits, a real birthday among them, and a check digit modulo 11. */
function isIdCard(text: string): boolean {
  const match = /^[1-9]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const born = new Date(Date.UTC(year, month - 1, day));
  if (year < 1850 || born.getUTCMonth() !== month - 1 || born.getUTCDate() !== day) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return text[17] === '10X98765432'[sum % 11];
}

const CREDIT_DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 32100: eighteen characters without I, O, S, V, Z; the last is a check character modulo 31. */
function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text)) return false;
  let sum = 0;
  for (let index = 0, weight = 1; index < 17; index++, weight = (weight * 3) % 31)
    sum += CREDIT_DIGITS.indexOf(text[index] ?? '') * weight;
  return text[17] === CREDIT_DIGITS[(31 - (sum % 31)) % 31];
}

/** Luhn's check over 12 to 19 digits. */
function isBankCard(text: string): boolean {
  if (!/^\d{12,19}$/.test(text)) return false;
  const sum = [...text].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

function isIp(text: string): boolean {
  if (IPV4.test(text)) return true;
  // IPv6: eight groups, one run of which may be left out; the last two may be written as IPv4.
  const whole = text.replace(/:(\d+\.\d+\.\d+\.\d+)$/, (all, tail: string) =>
    IPV4.test(tail) ? ':0:0' : all,
  );
  const halves = whole.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const fits = halves.length === 2 ? groups.length <= 7 : groups.length === 8;
  return fits && groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group));
}

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const PLATE = new RegExp(
  `^(?:[${PROVINCES}][A-HJ-NP-Z](?:[A-HJ-NP-Z0-9]{5}|[A-HJ-NP-Z0-9]{4}[挂学警港澳]|[DF][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[DF])|[${PROVINCES}]A[A-HJ-NP-Z0-9]{4}领|WJ[${PROVINCES}]?\\d{4}[A-Z0-9])$`,
);

/** Forms of text that a field can be held to, in the order of the settings panel. */
export const TEXT_FORMATS = {
  id_card: {
    label: { zh: '身份证号', en: 'Chinese ID number' },
    sample: '11010519491231002X',
    clean: upper,
    test: isIdCard,
    code: 'invalid_id_card',
  },
  credit_code: {
    label: { zh: '统一社会信用代码', en: 'Social credit code' },
    sample: '91350100M000100Y43',
    clean: upper,
    test: isCreditCode,
    code: 'invalid_credit_code',
  },
  bank_card: {
    label: { zh: '银行卡号', en: 'Bank card number' },
    sample: '6222600260001072444',
    clean: compact,
    test: isBankCard,
    code: 'invalid_bank_card',
    inputMode: 'numeric',
  },
  postcode: {
    label: { zh: '邮政编码', en: 'Chinese postcode' },
    sample: '215000',
    clean: compact,
    test: (text) => /^[0-8]\d{5}$/.test(text),
    code: 'invalid_postcode',
    inputMode: 'numeric',
  },
  plate: {
    label: { zh: '车牌号', en: 'Chinese number plate' },
    sample: '苏E12345',
    clean: (text) => upper(text).replace(/[·•.]/g, ''),
    test: (text) => PLATE.test(text),
    code: 'invalid_plate',
  },
  passport: {
    label: { zh: '护照号', en: 'Passport number' },
    sample: 'E12345678',
    clean: upper,
    test: (text) => /^[A-Z0-9]{6,12}$/.test(text) && /\d/.test(text),
    code: 'invalid_passport',
  },
  ip: {
    label: { zh: 'IP 地址', en: 'IP address' },
    sample: '192.168.1.10',
    clean: (text) => halfWidth(text).trim().toLowerCase(),
    test: isIp,
    code: 'invalid_ip',
  },
} as const satisfies Readonly<Record<string, TextFormat>>;

export type TextFormatName = keyof typeof TEXT_FORMATS;
export const TEXT_FORMAT_NAMES = Object.keys(TEXT_FORMATS) as readonly TextFormatName[];
export const textFormat = (name: string | undefined): TextFormat | undefined =>
  name !== undefined && Object.hasOwn(TEXT_FORMATS, name) ? TEXT_FORMATS[name as TextFormatName] : undefined;
