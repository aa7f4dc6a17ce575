import { describeOperator } from '../../testing/index.ts';

describeOperator('round_up', {
  cases: [
    [{ round_up: [{ var: 'amount' }, 1] }, { amount: '-1.21' }, '-1.3'],
    [{ round_up: [{ var: 'amount' }] }, { amount: '2' }, '2'],
    [{ round_up: [1201, -2] }, {}, '1300'],
    [{ round_up: [{ var: 'amount' }] }, {}, null],
  ],
  sql: [],
});
