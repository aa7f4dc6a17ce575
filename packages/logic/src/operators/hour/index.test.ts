import { describeOperator } from '../../testing/index.ts';

describeOperator('hour', {
  cases: [
    [{ hour: { var: 'at' } }, { at: '2026-02-28T23:59:59.999Z' }, '7'],
    [{ hour: { var: 'clock' } }, {}, null],
  ],
  sql: [],
});
