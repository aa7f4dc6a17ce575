import { type Registry, registry } from '@trellis/metadata';
import { bar } from './bar/model.ts';
import type { ChartKind } from './contract.ts';
import { funnel } from './funnel/model.ts';
import { kpi } from './kpi/model.ts';
import { line } from './line/model.ts';
import { table } from './table/model.ts';

/** Every chart kind. */
export const chartKinds: Registry<ChartKind> = registry([
  kpi,
  funnel,
  bar,
  line,
  table,
] as unknown as readonly ChartKind[]);
