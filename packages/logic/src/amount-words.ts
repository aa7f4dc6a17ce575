import { absDecimal, roundDecimal } from './decimal.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const MYRIADS = [
  [8, '亿'],
  [4, '万'],
] as const;

/**
 * An amount as cheques and contracts in Chinese write it, rounded to the fen: 12345.6 → 壹万贰仟叁佰肆拾伍元陆角整.
 * Null for more than 16 digits before the point.
 * @param value canonical decimal
 */
export function amountInChinese(value: string): string | null {
  const parts = split(value, 16);
  if (!parts) return null;
  const { negative, whole, cents } = parts;
  const yuan = chineseWhole(whole);
  const [jiao, fen] = [Number(cents[0]), Number(cents[1])];
  if (yuan === '' && jiao === 0 && fen === 0) return '零元整';
  const tail = [
    jiao > 0 ? `${DIGITS[jiao]}角` : yuan !== '' && fen > 0 ? '零' : '',
    fen > 0 ? `${DIGITS[fen]}分` : '整',
  ].join('');
  return `${negative ? '负' : ''}${yuan === '' ? '' : `${yuan}元`}${tail}`;
}

/** 壹仟零贰拾万零叁 of 10200003; "" of 0. One 零 stands for any run of noughts inside the number. */
function chineseWhole(padded: string): string {
  const digits = padded.replace(/^0+/, '');
  for (const [size, unit] of MYRIADS) {
    if (digits.length <= size) continue;
    const [head, tail] = [digits.slice(0, -size), digits.slice(-size)];
    const rest = chineseWhole(tail);
    return `${chineseWhole(head)}${unit}${rest !== '' && tail.startsWith('0') ? '零' : ''}${rest}`;
  }
  const said = [...digits].map((digit, index) =>
    digit === '0' ? '零' : `${DIGITS[Number(digit)]}${PLACES[digits.length - index - 1]}`,
  );
  return said.join('').replace(/零+/g, '零').replace(/零$/, '');
}

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const THOUSANDS = ['', ' thousand', ' million', ' billion', ' trillion'];

/**
 * An amount in English words with its cents as a fraction: 12345.6 → "Twelve thousand three hundred forty-five and
 * 60/100". Null for more than 15 digits before the point.
 */
export function amountInEnglish(value: string): string | null {
  const parts = split(value, 15);
  if (!parts) return null;
  const digits = parts.whole.padStart(Math.ceil(parts.whole.length / 3) * 3, '0');
  const groups = digits.match(/.{3}/g) ?? [];
  const said = groups.flatMap((group, index) => {
    const words = hundreds(Number(group));
    return words === '' ? [] : [words + (THOUSANDS[groups.length - index - 1] ?? '')];
  });
  const words = `${parts.negative ? 'minus ' : ''}${said.join(' ') || 'zero'} and ${parts.cents}/100`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function hundreds(value: number): string {
  const [hundred, rest] = [Math.floor(value / 100), value % 100];
  const tens =
    rest < 20
      ? rest === 0
        ? ''
        : ONES[rest]
      : [TENS[Math.floor(rest / 10)], rest % 10 === 0 ? '' : ONES[rest % 10]].filter(Boolean).join('-');
  return [hundred > 0 ? `${ONES[hundred]} hundred` : '', tens].filter(Boolean).join(' ');
}

/** Sign, digits before the point and two behind it, rounded; null for what is too long. */
function split(value: string, most: number) {
  const rounded = roundDecimal(value, 2);
  const size = rounded === null ? null : absDecimal(rounded);
  if (rounded === null || size === null) return null;
  const [whole = '0', fraction = ''] = size.split('.');
  if (whole.length > most) return null;
  return { negative: rounded.startsWith('-'), whole, cents: fraction.padEnd(2, '0') };
}
