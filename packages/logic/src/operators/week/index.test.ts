import { describeOperator } from '../../testing/index.ts';

describeOperator('week', {
  cases: [
    [{ week: { var: 'day' } }, { day: '2021-01-01' }, '53'],
    [{ week: { var: 'day' } }, { day: '2024-12-30' }, '1'],
    [{ week: { var: 'day' } }, { day: '9999-12-31' }, '52'],
  ],
  sql: [],
});
