import { describeOperator } from '../../testing/index.ts';

describeOperator('max', {
  cases: [
    [{ max: [{ var: 'amount' }, 3, '2.5'] }, { amount: '10' }, '10'],
    [{ max: [{ var: 'amount' }, null] }, {}, null],
  ],
  sql: [
    [{ '==': [{ max: [{ var: 'amount' }, 1] }, 2] }, '(greatest(t."amount", $1::numeric) = $2::numeric)'],
  ],
});
