import type { ChartKind } from '../contract.ts';

export type TableConfig = Record<never, never>;

/** Every group and every number of a report in rows. */
export const table: ChartKind<TableConfig> = {
  type: 'table',
  icon: 'table',
  label: { zh: '表格', en: 'Table' },
  description: { zh: '逐行列出每组的全部数字', en: 'All numbers of each group, row by row' },
  config: {
    schema: { type: 'object', additionalProperties: false, properties: {} },
    defaults: () => ({}),
  },
  accepts: () => [],
};
