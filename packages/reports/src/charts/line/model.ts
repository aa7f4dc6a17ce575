import { dimensionsBetween, numbersOnly } from '../accepts.ts';
import type { ChartKind } from '../contract.ts';

export type LineConfig = Record<never, never>;

/** A course over time. */
export const line: ChartKind<LineConfig> = {
  type: 'line',
  icon: 'line-chart',
  label: { zh: '折线图', en: 'Line' },
  description: { zh: '随时间的变化，可有多条线', en: 'Change over time, with several lines if wanted' },
  config: {
    schema: { type: 'object', additionalProperties: false, properties: {} },
    defaults: () => ({}),
  },
  accepts: (shape) => [...dimensionsBetween(shape, 1, 2), ...numbersOnly(shape)],
};
