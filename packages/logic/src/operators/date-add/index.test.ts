import { describeOperator } from '../../testing/index.ts';

describeOperator('date_add', {
  cases: [
    [{ date_add: [{ var: 'day' }, '7.9999999999999999999999', 'day'] }, { day: '2024-01-01' }, '2024-01-08'],
    [{ date_add: [{ var: 'day' }, 1, 'month'] }, { day: '2024-01-31' }, '2024-02-29'],
    [{ date_add: [{ var: 'day' }, -1.9, 'day'] }, { day: '0001-01-01' }, null],
    [{ date_add: [{ var: 'day' }, '1e30', 'year'] }, { day: '2024-01-31' }, null],
    [
      { date_add: [{ var: 'at' }, 90, 'minute'] },
      { at: '2026-03-01T00:00:00.000Z' },
      '2026-03-01T01:30:00.000Z',
    ],
    [{ date_add: [{ var: 'at' }, 1, 'day'] }, { at: '1986-05-03T16:30:00.000Z' }, '1986-05-04T15:30:00.000Z'],
  ],
  sql: [
    [
      { '==': [{ date_add: [{ var: 'day' }, 1, 'day'] }, { var: '$today' }] },
      '((SELECT CASE WHEN _f.d - \'0001-01-01\' + _f.n BETWEEN 0 AND 3652058 THEN _f.d + _f.n::int END FROM (SELECT t."day" AS d, trunc($1::numeric) * 1 AS n OFFSET 0) AS _f) = $2::date)',
    ],
  ],
});
