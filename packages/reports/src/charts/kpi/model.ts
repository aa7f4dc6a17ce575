import { dimensionsBetween, measureNamed } from '../accepts.ts';
import type { ChartKind } from '../contract.ts';

export type KpiConfig = {
  /** Measure shown small below the first one. */
  readonly secondary?: string;
  /** What it means that the number is not zero. */
  readonly tone?: 'neutral' | 'success' | 'warning' | 'danger';
};

/** One number to see from afar. */
export const kpi: ChartKind<KpiConfig> = {
  type: 'kpi',
  icon: 'number',
  label: { zh: '指标卡', en: 'Number' },
  description: { zh: '一个关键数字，可附一个次要数字', en: 'One key number, with a second one if wanted' },
  config: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        secondary: { $ref: 'trellis:key' },
        tone: { type: 'string', enum: ['neutral', 'success', 'warning', 'danger'] },
      },
    },
    defaults: () => ({}),
  },
  accepts: (shape, { secondary }) => [
    ...dimensionsBetween(shape, 0, 0),
    ...measureNamed(shape, 'secondary', secondary),
  ],
};
