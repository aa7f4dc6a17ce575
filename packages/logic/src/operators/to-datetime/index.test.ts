import { describeOperator } from '../../testing/index.ts';

describeOperator('to_datetime', {
  cases: [
    [{ to_datetime: { var: 'day' } }, { day: '2026-03-01' }, '2026-02-28T16:00:00.000Z'],
    [{ to_datetime: [{ var: 'day' }, { var: 'clock' }] }, { day: '2026-03-01' }, null],
    [{ to_datetime: [{ var: 'day' }] }, { day: '0001-01-01' }, null],
  ],
  sql: [],
});
