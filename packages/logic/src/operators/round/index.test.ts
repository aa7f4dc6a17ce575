import { describeOperator } from '../../testing/index.ts';

describeOperator('round', {
  cases: [
    [{ round: [{ var: 'amount' }] }, { amount: '-2.5' }, '-3'],
    [{ round: [{ var: 'amount' }, 2] }, { amount: '1.005' }, '1.01'],
    [{ round: [{ var: 'amount' }, 2] }, {}, null],
  ],
  sql: [[{ '==': [{ round: [{ var: 'amount' }, 2] }, 2] }, '(round(t."amount", 2) = $1::numeric)']],
});
