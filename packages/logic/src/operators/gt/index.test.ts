import { describeOperator } from '../../testing/index.ts';

describeOperator('>', {
  cases: [
    [{ '>': [{ var: 'amount' }, 100] }, { amount: '100.5' }, true],
    [{ '>': [{ var: 'amount' }, '9999999999999999999.1'] }, { amount: '9999999999999999999.2' }, true],
    [{ '>': [{ var: 'amount' }, -1] }, { amount: null }, false],
  ],
  sql: [[{ '!': [{ '>': [{ var: 'amount' }, 100] }] }, '(NOT coalesce(t."amount" > $1::numeric, false))']],
});
