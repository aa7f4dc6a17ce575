import { describeOperator } from '../../testing/index.ts';

describeOperator('day', {
  cases: [
    [{ day: { var: 'at' } }, { at: '2026-02-28T16:00:00.000Z' }, '1'],
    [{ day: { var: 'day' } }, {}, null],
  ],
  sql: [],
});
