import { describeOperator } from '../../testing/index.ts';

describeOperator('abs', {
  cases: [
    [{ abs: { var: 'amount' } }, { amount: '-0.50' }, '0.5'],
    [{ abs: { var: 'amount' } }, {}, null],
  ],
  sql: [[{ '==': [{ abs: { var: 'amount' } }, 2] }, '(abs(t."amount") = $1::numeric)']],
});
