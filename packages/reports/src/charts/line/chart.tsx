import { useLocale } from '@trellis/ui/react';
import { LineChart as Lines } from 'echarts/charts';
import { use as register } from 'echarts/core';
import { useCallback, useMemo } from 'react';
import { tooltipHtml, useAxes, widthOf } from '../axes.tsx';
import { EChart, type Option } from '../echart.tsx';
import type { ChartProps } from '../facet.tsx';
import { DIRECT_WIDTH, Legend } from '../legend.tsx';
import { useNumbers } from '../numbers.tsx';
import { HiddenTable } from '../result-table.tsx';
import { seriesOf } from '../series.ts';
import type { LineConfig } from './model.ts';

register([Lines]);

/** Points closer than this can't carry their numbers. */
const ROOMY = 48;
/** Room that the name of a month takes. */
const TICK = 34;

export function LineChart({ result, name, onDrill }: ChartProps<LineConfig>) {
  const { text } = useLocale();
  const numbers = useNumbers();
  const axes = useAxes(result);
  const { categories, series } = useMemo(() => seriesOf(result), [result]);
  const items = series.map((one, index) => ({
    key: one.key,
    name: text(one.label),
    color: axes.color(one, index),
  }));
  const option = useCallback(
    ({ width }: { width: number }): Option => {
      const direct = series.length > 1 && width >= DIRECT_WIDTH;
      const everyTick = width / Math.max(categories.length, 1) >= TICK;
      return {
        grid: {
          top: 20,
          bottom: 4,
          left: 8,
          right: direct ? Math.max(...series.map(({ label }) => widthOf(text(label)))) + 12 : 20,
          outerBoundsMode: 'same',
          outerBoundsContain: 'axisLabel',
        },
        xAxis: {
          type: 'category',
          boundaryGap: false,
          data: axes.ticks(categories, everyTick),
          axisTick: { show: false },
          axisLine: axes.line,
          axisLabel: {
            ...axes.label,
            hideOverlap: true,
            ...(everyTick ? { interval: 0 } : {}),
          },
        },
        yAxis: {
          type: 'value',
          splitNumber: 3,
          splitLine: axes.split,
          axisLabel: {
            ...axes.label,
            formatter: (value: number) => numbers.short(String(value), result.measures[0]),
          },
        },
        tooltip: {
          ...axes.tooltip,
          trigger: 'axis',
          axisPointer: { lineStyle: { color: axes.palette.border } },
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
          type: 'line' as const,
          name: text(one.label),
          color: axes.color(one, index),
          lineStyle: { width: 2 },
          symbol: 'circle',
          symbolSize: 8,
          showAllSymbol: true,
          triggerLineEvent: false,
          label: {
            show: series.length === 1 && width / Math.max(categories.length, 1) > ROOMY,
            position: 'top' as const,
            ...axes.label,
            formatter: ({ dataIndex }: { dataIndex: number }) =>
              numbers.short(one.points[dataIndex]?.value ?? null, result.measures[one.measure]),
          },
          endLabel: {
            show: direct,
            formatter: text(one.label),
            ...axes.label,
            color: axes.color(one, index),
          },
          labelLayout: direct ? { moveOverlap: 'shiftY' as const } : { hideOverlap: true },
          // A number is for heights alone here; texts are made of the exact value.
          data: one.points.map(({ value }) => (value === null ? null : Number(value))),
        })),
      };
    },
    [axes, categories, numbers, result, series, text],
  );
  return (
    <>
      <Legend items={items} direct />
      <EChart
        option={option}
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
