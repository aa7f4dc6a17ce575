import { describeOperator } from '../../testing/index.ts';

describeOperator('sqrt', {
  cases: [
    [{ sqrt: 2 }, {}, '1.414213562373'],
    [{ sqrt: { var: 'amount' } }, { amount: '16' }, '4'],
    [{ sqrt: -1 }, {}, null],
  ],
  sql: [],
});
