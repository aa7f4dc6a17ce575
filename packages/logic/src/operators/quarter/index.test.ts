import { describeOperator } from '../../testing/index.ts';

describeOperator('quarter', {
  cases: [[{ quarter: { var: 'day' } }, { day: '2026-10-01' }, '4']],
  sql: [],
});
