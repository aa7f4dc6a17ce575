import { describeOperator } from '../../testing/index.ts';

describeOperator('round_down', {
  cases: [
    [{ round_down: [{ var: 'amount' }, 1] }, { amount: '-1.29' }, '-1.2'],
    [{ round_down: [1299, -2] }, {}, '1200'],
    [{ round_down: [{ var: 'amount' }] }, {}, null],
  ],
  sql: [],
});
