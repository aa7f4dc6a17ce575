import { type Registry, registry } from '@trellis/metadata';
import { type ComponentType, lazy } from 'react';
import type { ChartFacet, ChartProps } from './facet.tsx';

/** A chart knows its own settings, the registry only that it has some. */
const fetched = (load: () => Promise<ComponentType<never>>) =>
  lazy(async () => ({ default: (await load()) as unknown as ComponentType<ChartProps> }));

/** The drawing of every chart kind. */
export const chartFacets: Registry<ChartFacet> = registry([
  {
    type: 'kpi',
    Chart: fetched(async () => (await import('./kpi/chart.tsx')).KpiChart),
    asTable: false,
    drawsZero: true,
  },
  {
    type: 'funnel',
    Chart: fetched(async () => (await import('./funnel/chart.tsx')).FunnelChart),
    asTable: true,
    drawsZero: false,
  },
  {
    type: 'bar',
    Chart: fetched(async () => (await import('./bar/chart.tsx')).BarChart),
    asTable: true,
    drawsZero: false,
  },
  {
    type: 'line',
    Chart: fetched(async () => (await import('./line/chart.tsx')).LineChart),
    asTable: true,
    drawsZero: false,
  },
  {
    type: 'table',
    Chart: fetched(async () => (await import('./table/chart.tsx')).TableChart),
    asTable: false,
    drawsZero: false,
  },
]);
