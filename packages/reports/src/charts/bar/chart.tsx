import { useLocale } from '@trellis/ui/react';
import { BarChart as Bars } from 'echarts/charts';
import { use as register } from 'echarts/core';
import { useCallback, useMemo } from 'react';
import { tooltipHtml, useAxes } from '../axes.tsx';
import { EChart, type Option } from '../echart.tsx';
import type { ChartProps } from '../facet.tsx';
import { Legend } from '../legend.tsx';
import { useNumbers } from '../numbers.tsx';
import { HiddenTable } from '../result-table.tsx';
import { seriesOf } from '../series.ts';
import type { BarConfig } from './model.ts';

register([Bars]);

/** Narrower columns than this can't carry their names. */
const NARROW = 40;
/** Height of a horizontal bar with its gap. */
const ROW = 26;

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
  const option = useCallback(
    ({ width }: { width: number }): Option => {
      const lying = direction === 'horizontal' || width / Math.max(categories.length, 1) < NARROW;
      const names = {
        type: 'category' as const,
        data: categories.map(axes.tick),
        axisTick: { show: false },
        axisLine: axes.line,
        axisLabel: {
          ...axes.label,
          interval: 0,
          ...(lying
            ? { width: Math.min(112, width * 0.28), overflow: 'truncate' as const }
            : { width: width / categories.length - 8, overflow: 'break' as const }),
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
        xAxis: lying ? values : names,
        yAxis: lying ? { ...names, inverse: true } : values,
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
    [axes, categories, direction, numbers, result, series, stacked, text],
  );
  return (
    <>
      <Legend items={items} />
      <EChart
        option={option}
        minHeight={direction === 'horizontal' ? categories.length * ROW * Math.max(1, bars * 0.7) + 24 : 0}
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
