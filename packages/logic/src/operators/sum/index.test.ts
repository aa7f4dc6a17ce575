import { describeOperator } from '../../testing/index.ts';

describeOperator('sum', {
  cases: [
    [{ sum: [{ var: 'amount' }, 1, { var: 'scores' }] }, { amount: '0.5', scores: ['1', '2'] }, '4.5'],
    [
      { sum: { map: [{ var: 'lines' }, { '*': [{ var: 'row.price' }, 2] }] } },
      { lines: [{ price: '5' }, {}] },
      '10',
    ],
    [{ sum: { var: 'scores' } }, {}, '0'],
  ],
  sql: [
    [
      { '>': [{ sum: { var: 'lines.price' } }, 1] },
      "((SELECT CASE WHEN length(translate(trim_scale(_f.v)::text, '-.', '')) <= 38 THEN _f.v END FROM (SELECT (SELECT coalesce(sum(_s.v), 0) FROM (SELECT _e0.v AS v FROM (SELECT r1.\"price\" AS v, null::int AS o FROM lines AS r1 WHERE (r1.parent = t.id) OFFSET 0) AS _e0 WHERE _e0.v IS NOT NULL) AS _s) AS v OFFSET 0) AS _f) > $1::numeric)",
    ],
  ],
});
