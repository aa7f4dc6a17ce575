import { describeOperator } from '../../testing/index.ts';

describeOperator('log', {
  cases: [
    [{ log: 1000 }, {}, '3'],
    [{ log: [8, 2] }, {}, '3'],
    [{ log: [2, 4] }, {}, '0.5'],
    [{ log: [5, 1] }, {}, null],
    [{ log: [{ var: 'amount' }] }, {}, null],
  ],
  sql: [],
});
