import { describeOperator } from '../../testing/index.ts';

describeOperator('date_diff', {
  cases: [
    [{ date_diff: [{ var: 'day' }, '2024-02-28'] }, { day: '2024-03-01' }, '2'],
    [{ date_diff: [{ var: 'at' }, { var: '$now' }] }, { at: '2026-02-28T15:59:59.999Z' }, '-1'],
    [{ date_diff: [{ var: 'day' }, '2024-02-28'] }, {}, null],
  ],
  sql: [
    [
      { '>': [{ date_diff: [{ var: '$today' }, { var: 'day' }] }, 30] },
      '(($1::date - t."day")::numeric > $2::numeric)',
    ],
  ],
});
