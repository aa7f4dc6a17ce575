import { describeOperator } from '../../testing/index.ts';

describeOperator('<=', {
  cases: [
    [{ '<=': [{ var: 'amount' }, '0.30'] }, { amount: '0.3' }, true],
    [{ '<=': [{ var: 'amount' }, null] }, { amount: '0.3' }, false],
    [{ '<=': [{ var: 'clock' }, '14:30'] }, { clock: '14:30:01' }, false],
  ],
  sql: [[{ '<=': [{ var: 'day' }, '2026-03-01'] }, '(t."day" <= $1::date)']],
});
