import { describeOperator } from '../../testing/index.ts';

describeOperator('+', {
  cases: [
    [{ '+': [0.1, 0.2] }, {}, '0.3'],
    [{ '+': [{ var: 'amount' }, 1] }, {}, null],
    [{ '+': [{ var: 'amount' }, 1, -3] }, { amount: '2.50' }, '0.5'],
    [{ '+': ['99999999999999999999999999999999999999', 1] }, {}, null],
  ],
  sql: [
    [
      { '==': [{ '+': [{ var: 'amount' }, 1] }, 2] },
      "((SELECT CASE WHEN length(translate(trim_scale(_f.v)::text, '-.', '')) <= 38 THEN _f.v END FROM (SELECT (t.\"amount\" + $1::numeric) AS v OFFSET 0) AS _f) = $2::numeric)",
    ],
  ],
});
