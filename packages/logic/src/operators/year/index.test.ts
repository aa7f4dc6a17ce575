import { describeOperator } from '../../testing/index.ts';

describeOperator('year', {
  cases: [
    [{ year: { var: 'day' } }, { day: '0987-06-05' }, '987'],
    [{ year: { var: 'at' } }, { at: '2025-12-31T16:00:00.000Z' }, '2026'],
    [{ year: { var: 'day' } }, {}, null],
  ],
  sql: [[{ '==': [{ year: { var: 'day' } }, 2] }, '(extract(year FROM t."day")::numeric = $1::numeric)']],
});
