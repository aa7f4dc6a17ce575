import { addDecimal, compareDecimal, mulDecimal, normalizeDecimal, subDecimal } from '@trellis/logic';
import { fail, type Locale, ok, type Result } from '@trellis/metadata';
import { halfWidth } from './text.ts';

export const DURATION_UNITS = ['day', 'hour', 'minute', 'second'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

const SECONDS: Readonly<Record<DurationUnit | 'week', string>> = {
  week: '604800',
  day: '86400',
  hour: '3600',
  minute: '60',
  second: '1',
};
const WORDS: Readonly<Record<Locale, Readonly<Record<DurationUnit, string>>>> = {
  zh: { day: '天', hour: '小时', minute: '分钟', second: '秒' },
  en: { day: 'd', hour: 'h', minute: 'm', second: 's' },
};
const PART =
  /^(\d+(?:\.\d*)?|\.\d+)\s*(weeks?|周|星期|w|days?|天|日|d|hours?|hrs?|个?小时|个?钟头?|时|h|minutes?|mins?|分钟?|m|seconds?|secs?|秒钟?|s)\s*/i;
const CLOCK = /^(\d{1,6}):([0-5]?\d)(?::([0-5]?\d))?$/;

function unitOf(word: string): DurationUnit | 'week' {
  const first = word.replace(/^个/, '').charAt(0).toLowerCase();
  if ('w周星'.includes(first)) return 'week';
  if ('d天日'.includes(first)) return 'day';
  if ('h小时钟'.includes(first)) return 'hour';
  return 'm分'.includes(first) ? 'minute' : 'second';
}

const invalid = fail({ path: [], code: 'invalid_duration' });

/**
 * Seconds of a text: "1.5h", "90m", "1天2小时", "2 days 3 hours", "1:30" (hours and minutes), "1:30:15"; a bare number
 * counts in `unit`.
 */
export function parseDuration(text: string, unit: DurationUnit): Result<string | null> {
  const plain = halfWidth(text)
    .trim()
    .replace(/[\u2212\u2013]/g, '-');
  if (plain === '') return ok(null);
  const negative = plain.startsWith('-');
  let rest = (negative ? plain.slice(1) : plain).trim();
  const terms: (string | null)[] = [];
  const clock = CLOCK.exec(rest);
  const bare = normalizeDecimal(rest);
  if (clock) {
    const [, hours = '0', minutes = '0', seconds = '0'] = clock;
    terms.push(String(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)));
  } else if (/^[\d.]+$/.test(rest) && bare !== null) terms.push(mulDecimal(bare, SECONDS[unit]));
  else {
    while (rest !== '') {
      const part = PART.exec(rest);
      const count = part && normalizeDecimal(part[1] ?? '');
      if (!part || count === null) return invalid;
      terms.push(mulDecimal(count ?? '0', SECONDS[unitOf(part[2] ?? '')]));
      rest = rest.slice(part[0].length).replace(/^(?:and|零|又|,|，)\s*/i, '');
    }
  }
  const known = terms.filter((term): term is string => term !== null);
  const total = known.length === terms.length && known.length > 0 ? addDecimal(...known) : null;
  const signed = total !== null && negative ? subDecimal('0', total) : total;
  return signed === null ? invalid : ok(signed);
}

/** "2天 3小时" or "2d 3h": whole units from `largest` down, nothing lost. */
export function formatDuration(value: string, largest: DurationUnit, locale: Locale): string {
  const negative = value.startsWith('-');
  const size = negative ? value.slice(1) : value;
  const [whole = '0', fraction] = size.split('.');
  let rest = BigInt(whole);
  const parts: string[] = [];
  for (const unit of DURATION_UNITS.slice(DURATION_UNITS.indexOf(largest))) {
    const one = BigInt(SECONDS[unit]);
    const count = unit === 'second' ? rest : rest / one;
    rest -= count * one;
    const shown = unit === 'second' && fraction ? `${count}.${fraction}` : String(count);
    if (compareDecimal(shown, '0') > 0) parts.push(shown + WORDS[locale][unit]);
  }
  const text = parts.join(' ') || `0${WORDS[locale].second}`;
  return negative ? `-${text}` : text;
}
