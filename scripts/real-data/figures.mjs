import { APP } from './app.mjs';

const won = { '==': [{ var: 'deal_stage' }, 'won'] };

/** The figures of the data set, by reports of the API: counts by stage, won value, value by manager. */
export async function figures(api) {
  const run = (report) =>
    api.call('POST', `/reports/${APP}/run`, { report: { form: 'opportunity', ...report } });
  const [stages, value, managers] = await Promise.all([
    run({
      dimensions: [{ key: 'stage', path: 'deal_stage' }],
      measures: [{ key: 'count', op: 'count' }],
    }),
    run({ dimensions: [], measures: [{ key: 'value', op: 'sum', path: 'close_value', filter: won }] }),
    run({
      filter: won,
      dimensions: [{ key: 'manager', path: 'sales_agent.manager' }],
      measures: [{ key: 'value', op: 'sum', path: 'close_value' }],
      order: [{ by: 'value', dir: 'desc' }],
    }),
  ]);
  const byStage = byDimension(stages);
  const { won: wins = 0, lost: losses = 0 } = byStage;
  return {
    opportunities: Object.values(byStage).reduce((sum, count) => sum + count, 0),
    byStage,
    wonValue: Number(value.rows[0].values[0]),
    /** Per cent of the closed ones, two decimals. */
    winRate: Math.round((wins / (wins + losses)) * 10_000) / 100,
    byManager: byDimension(managers),
  };
}

const byDimension = ({ rows }) =>
  Object.fromEntries(rows.map(({ dims, values }) => [dims[0], Number(values[0])]));
