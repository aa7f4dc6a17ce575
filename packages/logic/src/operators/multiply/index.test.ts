import { describeOperator } from '../../testing/index.ts';

describeOperator('*', {
  cases: [
    [{ '*': [{ var: 'amount' }, 1.1] }, { amount: '1.1' }, '1.21'],
    [{ '*': [0, { var: 'amount' }] }, { amount: '-5' }, '0'],
    [{ '*': ['1e30', '1e30'] }, {}, null],
  ],
  sql: [
    [
      { '==': [{ '*': [{ var: 'amount' }, 2] }, 2] },
      "((SELECT CASE WHEN length(translate(trim_scale(_f.v)::text, '-.', '')) <= 38 THEN _f.v END FROM (SELECT (t.\"amount\" * $1::numeric) AS v OFFSET 0) AS _f) = $2::numeric)",
    ],
  ],
});
