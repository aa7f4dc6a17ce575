import type { Locale } from '@trellis/metadata';
import { defineMessages } from './define-messages.ts';

/** Where and for whom to format. */
export interface FormatEnv {
  readonly locale: Locale;
  /** IANA zone. */
  readonly tz: string;
}

const useT = defineMessages('format', {
  zh: {
    now: '刚刚',
    minutesAgo: '{count} 分钟前',
    inMinutes: '{count} 分钟后',
    today: '今天 {time}',
    yesterday: '昨天 {time}',
    tomorrow: '明天 {time}',
  },
  en: {
    now: 'just now',
    minutesAgo: '{count} min ago',
    inMinutes: 'in {count} min',
    today: 'today {time}',
    yesterday: 'yesterday {time}',
    tomorrow: 'tomorrow {time}',
  },
});

const tag = (locale: Locale) => (locale === 'zh' ? 'zh-CN' : 'en-US');

const cache = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();
/** Building a formatter costs a hundred times its use, so each is made once. */
function cached<T extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => T): T {
  const found = cache.get(key);
  if (found) return found as T;
  const made = make();
  cache.set(key, made);
  return made;
}

/** Parts of an instant on the wall clock of a zone. */
function wall(date: Date, tz: string) {
  const parts = cached(
    `wall ${tz}`,
    () =>
      new Intl.DateTimeFormat('en-CA', {
        timeZone: tz,
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
      }),
  ).formatToParts(date);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return {
    year: part('year'),
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}

/** A calendar date "2026-03-01": as it is in Chinese, "Mar 1, 2026" in English. */
export function formatDate(date: string, locale: Locale): string {
  if (locale === 'zh') return date;
  return cached(
    'date en',
    () => new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }),
  ).format(new Date(`${date}T00:00:00Z`));
}

/** An instant on the wall clock of `tz`, to the minute: "2026-03-01 14:30". */
export function formatDateTime(instant: string, env: FormatEnv): string {
  const { date, time } = wall(new Date(instant), env.tz);
  return `${formatDate(date, env.locale)} ${time}`;
}

/** Near now in words ("5 分钟前", "昨天 14:30"), without the year in this one, in full beyond. */
export function formatRelative(instant: string, env: FormatEnv, now: Date = new Date()): string {
  const t = useT.in(env.locale);
  const then = new Date(instant);
  const minutes = Math.round((now.getTime() - then.getTime()) / 60_000);
  if (minutes === 0) return t('now');
  if (minutes > 0 && minutes < 60) return t('minutesAgo', { count: minutes });
  if (minutes < 0 && minutes > -60) return t('inMinutes', { count: -minutes });
  const at = wall(then, env.tz);
  const today = wall(now, env.tz);
  const days = Math.round((Date.parse(today.date) - Date.parse(at.date)) / 86_400_000);
  if (days === 0) return t('today', { time: at.time });
  if (days === 1) return t('yesterday', { time: at.time });
  if (days === -1) return t('tomorrow', { time: at.time });
  if (at.year !== today.year) return formatDateTime(instant, env);
  const short = cached(
    `short ${env.locale}`,
    () => new Intl.DateTimeFormat(tag(env.locale), { month: 'short', day: 'numeric', timeZone: 'UTC' }),
  ).format(new Date(`${at.date}T00:00:00Z`));
  return `${short} ${at.time}`;
}

/** Intl takes decimal text exactly; only its type wants a template literal. */
const exact = (value: string) => value as `${number}`;

/** A decimal string with thousands separators, never through a float. `decimals`: fixed digits; default as given. */
export function formatNumber(value: string, locale: Locale, decimals?: number): string {
  return cached(
    `number ${locale} ${decimals ?? ''}`,
    () =>
      new Intl.NumberFormat(tag(locale), {
        minimumFractionDigits: decimals ?? 0,
        maximumFractionDigits: decimals ?? 20,
      }),
  ).format(exact(value));
}

/** An amount with its currency's sign: "¥1,234.50". */
export function formatMoney(value: string, currency: string, locale: Locale, decimals = 2): string {
  return cached(
    `money ${locale} ${currency} ${decimals}`,
    () =>
      new Intl.NumberFormat(tag(locale), {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      }),
  ).format(exact(value));
}

/** A big amount in few characters: "¥1,234万" or "¥12.3M"; `currency` absent = a plain number. */
export function formatCompact(value: string, locale: Locale, currency?: string): string {
  return cached(
    `compact ${locale} ${currency ?? ''}`,
    () =>
      new Intl.NumberFormat(tag(locale), {
        notation: 'compact',
        maximumFractionDigits: 1,
        ...(currency ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } : {}),
      }),
  ).format(exact(value));
}
