import { BUCKETS, type Bucket, type OptionColor } from '@trellis/metadata';
import { OPTION_PALETTE, PALETTES, type Scheme, useLocale, useThemeMode } from '@trellis/ui/react';
import { useMemo } from 'react';
import { bucketTick } from '../result/calendar.ts';
import type { ReportResult } from './contract.ts';
import type { Category, Series } from './series.ts';

/** Tones of series without a colour of their own, told apart also by those who see few colours. */
const TONES: readonly OptionColor[] = ['teal', 'amber', 'blue', 'purple', 'red', 'lime', 'pink', 'gray'];

const isColor = (name: string | undefined, scheme: Scheme): name is OptionColor =>
  name !== undefined && Object.hasOwn(OPTION_PALETTE[scheme], name);

/** The look that all charts with axes share. */
export function useAxes(result: ReportResult) {
  const { scheme } = useThemeMode();
  const { locale, text } = useLocale();
  const palette = PALETTES[scheme];
  const bucket = BUCKETS.find((known: Bucket) => known === result.dimensions[0]?.bucket);
  return useMemo(
    () => ({
      palette,
      /** Colour of a series. */
      color: ({ color }: Series, index: number): string =>
        OPTION_PALETTE[scheme][isColor(color, scheme) ? color : (TONES[index % TONES.length] ?? 'teal')]
          .solid,
      /** What stands at the axis, `all` of it or as much as there is room for. Dates are short there. */
      ticks: (categories: readonly Category[], all: boolean): string[] =>
        categories.map(({ value, label }, index) => {
          if (!bucket || value === null) return text(label);
          // Two years side by side would hide each other.
          const withYear = index === 0 && !(all && beginsYear(categories[1]));
          return bucketTick(value, bucket, locale, withYear);
        }),
      label: { color: palette.textSecondary, fontSize: 12, lineHeight: 16 },
      line: { lineStyle: { color: palette.border } },
      split: { lineStyle: { color: palette.borderSoft } },
      tooltip: {
        confine: true,
        backgroundColor: palette.raised,
        borderColor: palette.border,
        borderWidth: 1,
        padding: [8, 12],
        textStyle: { color: palette.text, fontSize: 12 },
        extraCssText: 'box-shadow: none; font-variant-numeric: tabular-nums',
      },
    }),
    [palette, scheme, locale, text, bucket],
  );
}

const beginsYear = (category: Category | undefined): boolean => category?.value?.slice(5, 7) === '01';

/** About the width of a text of 12 px: Chinese is as wide as high. */
export const widthOf = (text: string): number =>
  [...text].reduce((width, sign) => width + (sign > '\u2e7f' ? 12 : 7), 4);

/** The width of the longest piece that no line break can cut: Chinese breaks anywhere. */
export const wordWidth = (text: string): number =>
  Math.max(...text.split(/[\s\u2e80-\uffff]/).map((word) => widthOf(word)));

/** One line per series for a tooltip. ECharts takes it as HTML, and names are people's own texts. */
export function tooltipHtml(
  title: string,
  lines: readonly { name: string; value: string; color: string }[],
): string {
  const rows = lines.map(
    ({ name, value, color }) =>
      `<div class="r-tip"><i style="background:${color}"></i><span>${escaped(name)}</span><b>${escaped(value)}</b></div>`,
  );
  return `<div>${escaped(title)}</div>${rows.join('')}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (value: string): string => value.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
