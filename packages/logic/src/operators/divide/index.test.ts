import { describeOperator } from '../../testing/index.ts';

describeOperator('/', {
  cases: [
    [{ '/': [2, 3] }, {}, '0.666666666667'],
    [{ '/': [-1, 3] }, {}, '-0.333333333333'],
    [{ '/': [{ var: 'amount' }, 0] }, { amount: '1' }, null],
    [{ '/': ['0.000000000001', 2] }, {}, '0.000000000001'],
    [{ '/': ['1e30', 3] }, {}, null],
    [{ '/': ['1e20', 3] }, {}, '33333333333333333333.333333333333'],
  ],
  sql: [
    [
      { '==': [{ '/': [{ var: 'amount' }, 2] }, 2] },
      "((SELECT CASE WHEN length(translate(trim_scale(_f.v)::text, '-.', '')) <= 38 THEN _f.v END FROM (SELECT round(round(t.\"amount\", 80) / nullif($1::numeric, 0), 12) AS v OFFSET 0) AS _f) = $2::numeric)",
    ],
  ],
});
