import { dimensionsBetween, numbersOnly } from '../accepts.ts';
import type { ChartKind } from '../contract.ts';

export type FunnelConfig = Record<never, never>;

/** Steps of a course, and how much of each the next one has. */
export const funnel: ChartKind<FunnelConfig> = {
  type: 'funnel',
  icon: 'funnel',
  label: { zh: '漏斗图', en: 'Funnel' },
  description: { zh: '按阶段的数量和逐级转化率', en: 'Numbers by stage and the rate from each to the next' },
  config: {
    schema: { type: 'object', additionalProperties: false, properties: {} },
    defaults: () => ({}),
  },
  accepts: (shape) => [...dimensionsBetween(shape, 1, 1), ...numbersOnly(shape)],
};
