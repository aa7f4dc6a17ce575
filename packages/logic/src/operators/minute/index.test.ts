import { describeOperator } from '../../testing/index.ts';

describeOperator('minute', {
  cases: [
    [{ minute: { var: 'at' } }, { at: '2026-02-28T23:59:59.999Z' }, '59'],
    [{ minute: { var: 'clock' } }, {}, null],
  ],
  sql: [],
});
