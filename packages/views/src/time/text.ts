import type { Locale } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { useMemo } from 'react';
import { daysOf, type Span } from './span.ts';
import { DAY, dayOf, dayText, type Wall } from './wall.ts';

type Style = Intl.DateTimeFormatOptions;

/** Times as people read them; moments are wall times, so every formatter counts in UTC. */
export interface TimeText {
  /** "2026年11月" */
  month(at: Wall): string;
  /** "11月" */
  shortMonth(at: Wall): string;
  year(at: Wall): string;
  /** "11月22日" */
  day(at: Wall): string;
  /** "2026年11月22日 星期日" */
  fullDay(at: Wall): string;
  /** "周日" */
  weekday(at: Wall): string;
  /** "09:30" */
  clock(at: Wall): string;
  /** "11月22日 09:30 – 10:00", "11月22日 – 11月25日" */
  span(span: Span): string;
}

function make(locale: Locale): TimeText {
  const tag = locale === 'zh' ? 'zh-CN' : 'en-US';
  const format = (style: Style) => {
    const formatter = new Intl.DateTimeFormat(tag, { ...style, timeZone: 'UTC' });
    return (at: Wall) => formatter.format(at);
  };
  const day = format({ month: 'short', day: 'numeric' });
  const clock = (at: Wall) => new Date(at).toISOString().slice(11, 16);
  const withYear = format({ year: 'numeric', month: 'short', day: 'numeric' });
  const longDay = format({ year: 'numeric', month: 'long', day: 'numeric' });
  const longWeekday = format({ weekday: 'long' });
  const dayIn = (at: Wall) =>
    dayText(at).slice(0, 4) === String(new Date().getFullYear()) ? day(at) : withYear(at);
  return {
    month: format({ year: 'numeric', month: 'long' }),
    shortMonth: format({ month: 'short' }),
    year: format({ year: 'numeric' }),
    day,
    fullDay: (at) => `${longDay(at)} ${longWeekday(at)}`,
    weekday: format({ weekday: 'short' }),
    clock,
    span(span) {
      const { from, to } = daysOf(span);
      const last = to - DAY;
      if (span.allDay) return from === last ? dayIn(from) : `${dayIn(from)} – ${dayIn(last)}`;
      const first = `${dayIn(span.from)} ${clock(span.from)}`;
      if (span.to === span.from) return first;
      return dayOf(span.from) === dayOf(span.to)
        ? `${first} – ${clock(span.to)}`
        : `${first} – ${dayIn(span.to)} ${clock(span.to)}`;
    },
  };
}

/** Times in the language of the page. */
export function useTimeText(): TimeText {
  const { locale } = useLocale();
  return useMemo(() => make(locale), [locale]);
}
