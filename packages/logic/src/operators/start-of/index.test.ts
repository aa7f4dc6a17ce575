import { describeOperator } from '../../testing/index.ts';

describeOperator('start_of', {
  cases: [
    [{ start_of: [{ var: 'day' }, 'week'] }, { day: '2026-03-01' }, '2026-02-23'],
    [{ start_of: [{ var: 'day' }, 'quarter'] }, { day: '2026-12-31' }, '2026-10-01'],
    [{ start_of: [{ var: 'at' }, 'year'] }, { at: '2025-12-31T16:00:00.000Z' }, '2025-12-31T16:00:00.000Z'],
    [{ start_of: [{ var: 'day' }, 'year'] }, {}, null],
  ],
  sql: [
    [
      { '==': [{ start_of: [{ var: 'day' }, 'month'] }, '2026-01-01'] },
      '(date_trunc($1::text, t."day"::timestamp)::date = $2::date)',
    ],
  ],
});
