import { describeOperator } from '../../testing/index.ts';

describeOperator('avg', {
  cases: [
    [{ avg: [{ var: 'amount' }, 1, { var: 'scores' }] }, { scores: ['1', '2'] }, '1.333333333333'],
    [{ avg: { var: 'scores' } }, {}, null],
  ],
  sql: [],
});
