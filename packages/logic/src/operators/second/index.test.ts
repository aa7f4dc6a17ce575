import { describeOperator } from '../../testing/index.ts';

describeOperator('second', {
  cases: [
    [{ second: { var: 'at' } }, { at: '2026-02-28T23:59:59.999Z' }, '59'],
    [{ second: { var: 'clock' } }, {}, null],
  ],
  sql: [],
});
