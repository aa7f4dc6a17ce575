import { formatDuration } from '@trellis/forms/model';
import { compareDecimal, divDecimal, mulDecimal, roundDecimal } from '@trellis/logic';
import type { Locale } from '@trellis/metadata';
import {
  formatCompact,
  formatDate,
  formatDateTime,
  formatMoney,
  formatNumber,
  useLocale,
  useWorkspace,
} from '@trellis/ui/react';
import { useMemo } from 'react';
import type { ReportResult } from './contract.ts';

type MeasureInfo = ReportResult['measures'][number];

/** From here on a number takes less room in 万 or K; below it digits are as short. */
const LONG = '10000';
const NONE = '–';

export interface NumberTexts {
  /** For a place on a chart: "¥1,234万", "12.3K". */
  short(value: string | null, measure: MeasureInfo | undefined): string;
  /** For hovering and tables: all digits. */
  full(value: string | null, measure: MeasureInfo | undefined): string;
  /** One number as a share of another: "67%"; a dash where there is nothing to share. */
  rate(part: string | null, whole: string | null): string;
}

/** How numbers of measures are written in the language of the page. */
export function useNumbers(): NumberTexts {
  const { locale } = useLocale();
  const { tz } = useWorkspace();
  return useMemo(() => numberTexts(locale, tz), [locale, tz]);
}

/** How numbers of measures are written. */
export function numberTexts(locale: Locale, tz: string): NumberTexts {
  const dated = (value: string, kind: string) =>
    kind === 'date' ? formatDate(value, locale) : formatDateTime(value, { locale, tz });
  const percent = (value: string, places: number) =>
    `${formatNumber(rounded(mulDecimal(value, '100') ?? value, places), locale)}%`;
  const isLong = (value: string) => compareDecimal(value.replace('-', ''), LONG) >= 0;
  return {
    short(value, measure) {
      if (value === null) return NONE;
      if (measure && measure.kind !== 'number') return dated(value, measure.kind);
      const unit = measure?.unit;
      if (unit?.kind === 'percent') return percent(value, 1);
      if (unit?.kind === 'duration') return roughDuration(value, locale);
      const currency = unit?.kind === 'currency' ? unit.code : undefined;
      if (isLong(value)) return formatCompact(value, locale, currency);
      return currency
        ? formatMoney(rounded(value, 0), currency, locale, 0)
        : formatNumber(rounded(value, 2), locale);
    },
    full(value, measure) {
      if (value === null) return NONE;
      if (measure && measure.kind !== 'number') return dated(value, measure.kind);
      const unit = measure?.unit;
      if (unit?.kind === 'percent') return percent(value, 4);
      if (unit?.kind === 'duration') return formatDuration(rounded(value, 0), 'hour', locale);
      if (unit?.kind === 'currency') return formatMoney(rounded(value, 2), unit.code, locale);
      const number = formatNumber(rounded(value, 6), locale);
      return unit ? `${number} ${locale === 'zh' ? unit.text.zh : (unit.text.en ?? unit.text.zh)}` : number;
    },
    rate(part, whole) {
      if (part === null || whole === null || Number(whole) === 0) return NONE;
      return `${formatNumber(String(Math.round((Number(part) / Number(whole)) * 100)), locale)}%`;
    },
  };
}

const UNITS = {
  zh: { hour: '小时', minute: '分钟', second: '秒' },
  en: { hour: 'h', minute: 'm', second: 's' },
} as const;

/** Seconds in the largest unit of which there is one whole: "51.5小时". */
function roughDuration(seconds: string, locale: Locale): string {
  const size = Math.abs(Number(seconds));
  const [unit, length] =
    size >= 3600
      ? (['hour', '3600'] as const)
      : size >= 60
        ? (['minute', '60'] as const)
        : (['second', '1'] as const);
  const count = rounded(divDecimal(seconds, length) ?? seconds, 1);
  const text =
    compareDecimal(count.replace('-', ''), LONG) >= 0
      ? formatCompact(count, locale)
      : formatNumber(count, locale);
  return text + UNITS[locale][unit];
}

const rounded = (value: string, places: number): string => roundDecimal(value, places) ?? value;
