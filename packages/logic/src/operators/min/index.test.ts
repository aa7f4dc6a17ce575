import { describeOperator } from '../../testing/index.ts';

describeOperator('min', {
  cases: [
    [{ min: [{ var: 'amount' }, 3, '2.5'] }, {}, '2.5'],
    [{ min: [{ var: 'day' }, '2026-01-01'] }, { day: '0999-12-31' }, '0999-12-31'],
    [{ min: [{ var: 'amount' }, null] }, {}, null],
  ],
  sql: [[{ '==': [{ min: [{ var: 'amount' }, 1] }, 2] }, '(least(t."amount", $1::numeric) = $2::numeric)']],
});
