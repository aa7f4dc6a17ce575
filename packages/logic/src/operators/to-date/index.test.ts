import { describeOperator } from '../../testing/index.ts';

describeOperator('to_date', {
  cases: [
    [{ to_date: { var: 'at' } }, { at: '2026-02-28T16:00:00.000Z' }, '2026-03-01'],
    [{ to_date: { var: 'at' } }, {}, null],
  ],
  sql: [
    [
      { '==': [{ to_date: { var: 'at' } }, { var: '$today' }] },
      '(((t."at" AT TIME ZONE $1::text)::date) = $2::date)',
    ],
  ],
});
