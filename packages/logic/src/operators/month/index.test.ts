import { describeOperator } from '../../testing/index.ts';

describeOperator('month', {
  cases: [
    [{ month: { var: 'day' } }, { day: '0987-06-05' }, '6'],
    [{ month: { var: 'at' } }, { at: '2025-12-31T16:00:00.000Z' }, '1'],
    [{ month: { var: 'day' } }, {}, null],
  ],
  sql: [[{ '==': [{ month: { var: 'day' } }, 2] }, '(extract(month FROM t."day")::numeric = $1::numeric)']],
});
