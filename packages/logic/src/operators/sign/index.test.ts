import { describeOperator } from '../../testing/index.ts';

describeOperator('sign', {
  cases: [
    [{ sign: { var: 'amount' } }, { amount: '-0.5' }, '-1'],
    [{ sign: 0 }, {}, '0'],
    [{ sign: { var: 'amount' } }, {}, null],
  ],
  sql: [],
});
