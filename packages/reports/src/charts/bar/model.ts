import { dimensionsBetween, numbersOnly } from '../accepts.ts';
import type { ChartKind } from '../contract.ts';

export type BarConfig = {
  /** Default vertical; long names read better beside horizontal bars. */
  readonly direction?: 'horizontal' | 'vertical';
  /** Series stand on each other instead of side by side. */
  readonly stacked?: boolean;
};

/** Groups compared by length. */
export const bar: ChartKind<BarConfig> = {
  type: 'bar',
  icon: 'bar-chart',
  label: { zh: '柱状图', en: 'Bars' },
  description: { zh: '比较各组的大小', en: 'Compares groups by size' },
  config: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        direction: { type: 'string', enum: ['horizontal', 'vertical'] },
        stacked: { type: 'boolean' },
      },
    },
    defaults: () => ({ direction: 'vertical' }),
  },
  accepts: (shape) => [...dimensionsBetween(shape, 1, 2), ...numbersOnly(shape)],
};
