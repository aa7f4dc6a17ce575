import { describeOperator } from '../../testing/index.ts';

describeOperator('weekday', {
  cases: [
    [{ weekday: { var: 'day' } }, { day: '0001-01-01' }, '1'],
    [{ weekday: { var: 'day' } }, { day: '1970-01-01' }, '4'],
  ],
  sql: [],
});
