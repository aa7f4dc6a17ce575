import { describeOperator } from '../../testing/index.ts';

describeOperator('between', {
  cases: [
    [{ between: [{ var: 'amount' }, 1, 2] }, { amount: '2.0' }, true],
    [{ between: [{ var: 'amount' }, 2, 1] }, { amount: '1.5' }, false],
    [{ between: [{ var: 'amount' }, null, 2] }, { amount: '1' }, false],
  ],
  sql: [
    [{ between: [{ var: 'day' }, '2026-01-01', '2026-01-31'] }, '(t."day" BETWEEN $1::date AND $2::date)'],
  ],
});
