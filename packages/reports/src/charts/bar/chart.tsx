import { useLocale } from '@trellis/ui/react';
import { BarChart as Bars } from 'echarts/charts';
import { use as register } from 'echarts/core';
import { useCallback, useMemo } from 'react';
import { tooltipHtml, useAxes, widthOf, wordWidth } from '../axes.tsx';
import { EChart, type Option } from '../echart.tsx';
import type { ChartProps } from '../facet.tsx';
import { Legend } from '../legend.tsx';
import { useNumbers } from '../numbers.tsx';
import { HiddenTable } from '../result-table.tsx';
import { seriesOf } from '../series.ts';
import type { BarConfig } from './model.ts';

register([Bars]);

/** Narrower columns than this can't carry their numbers. */
const NARROW = 32;
/** Heights of a horizontal bar, and of what is between two groups of them. */
const BAR = 13;
const GAP = 10;

export function BarChart({ result, config, name, onDrill }: ChartProps<BarConfig>) {
  const { text } = useLocale();
  const numbers = useNumbers();
  const axes = useAxes(result);
  const { categories, series } = useMemo(() => seriesOf(result), [result]);
  const { direction = 'vertical', stacked = false } = config;
  const bars = stacked ? 1 : series.length;
  const items = series.map((one, index) => ({
    key: one.key,
    name: text(one.label),
    color: axes.color(one, index),
  }));
  const names = useMemo(() => axes.ticks(categories, true), [axes, categories]);
  /** Columns that can't carry their names lie down. */
  const liesDown = useCallback(
    (width: number) => {
      const room = width / Math.max(names.length, 1) - 8;
      return direction === 'horizontal' || room < NARROW || names.some((text) => wordWidth(text) > room);
    },
    [direction, names],
  );
  const option = useCallback(
    ({ width }: { width: number }): Option => {
      const lying = liesDown(width);
      const nameWidth = Math.max(0, ...names.map(widthOf));
      const groups = {
        type: 'category' as const,
        data: names,
        axisTick: { show: false },
        axisLine: axes.line,
        axisLabel: {
          ...axes.label,
          interval: 0,
          ...(lying
            ? { width: Math.min(nameWidth, width * 0.3), overflow: 'truncate' as const }
            : { width: width / names.length - 8, overflow: 'break' as const }),
        },
      };
      const values = {
        type: 'value' as const,
        splitNumber: 3,
        axisLabel: { show: false },
        splitLine: { show: false },
      };
      return {
        grid: {
          top: 20,
          bottom: 4,
          left: 4,
          right: lying ? 56 : 4,
          outerBoundsMode: 'same',
          outerBoundsContain: 'axisLabel',
        },
        xAxis: lying ? values : groups,
        yAxis: lying ? { ...groups, inverse: true } : values,
        tooltip: {
          ...axes.tooltip,
          trigger: 'axis',
          axisPointer: { type: 'shadow' },
          formatter: (params: unknown) => {
            const [first] = params as readonly { dataIndex: number }[];
            const at = first?.dataIndex ?? 0;
            return tooltipHtml(
              text(categories[at]?.label ?? { zh: '' }),
              series.map((one, index) => ({
                name: text(one.label),
                value: numbers.full(one.points[at]?.value ?? null, result.measures[one.measure]),
                color: axes.color(one, index),
              })),
            );
          },
        },
        series: series.map((one, index) => ({
          type: 'bar' as const,
          name: text(one.label),
          ...(stacked ? { stack: 'all' } : {}),
          barMaxWidth: lying ? 16 : 32,
          itemStyle: {
            color: axes.color(one, index),
            borderRadius: stacked ? 0 : lying ? [0, 2, 2, 0] : [2, 2, 0, 0],
          },
          emphasis: { disabled: true },
          label: {
            show: !stacked,
            position: lying ? ('right' as const) : ('top' as const),
            ...axes.label,
            fontSize: 12,
            formatter: ({ dataIndex }: { dataIndex: number }) =>
              numbers.short(one.points[dataIndex]?.value ?? null, result.measures[one.measure]),
          },
          labelLayout: { hideOverlap: true },
          // A number is for lengths alone here; texts are made of the exact value.
          data: one.points.map(({ value }) => (value === null ? null : Number(value))),
        })),
      };
    },
    [axes, categories, liesDown, names, numbers, result, series, stacked, text],
  );
  return (
    <>
      <Legend items={items} />
      <EChart
        option={option}
        minHeight={(width) => (liesDown(width) ? categories.length * (BAR * bars + GAP) + 24 : 0)}
        onMark={(at, category) => {
          const one = series[at];
          const row = one?.points[category]?.row;
          if (one && row !== undefined) onDrill(row, one.measure);
        }}
      />
      <HiddenTable result={result} name={name} />
    </>
  );
}
