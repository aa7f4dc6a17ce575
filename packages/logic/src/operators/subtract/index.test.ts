import { describeOperator } from '../../testing/index.ts';

describeOperator('-', {
  cases: [
    [{ '-': [{ var: 'amount' }, 0.1] }, { amount: '0.3' }, '0.2'],
    [{ '-': [1, { var: 'amount' }] }, {}, null],
  ],
  sql: [
    [
      { '==': [{ '-': [{ var: 'amount' }, 1] }, 2] },
      "((SELECT CASE WHEN length(translate(trim_scale(_f.v)::text, '-.', '')) <= 38 THEN _f.v END FROM (SELECT (t.\"amount\" - $1::numeric) AS v OFFSET 0) AS _f) = $2::numeric)",
    ],
  ],
});
