import { describeOperator } from '../../testing/index.ts';

describeOperator('workdays_between', {
  cases: [
    [{ workdays_between: ['2026-03-07', { var: 'day' }] }, { day: '2026-03-08' }, '0'],
    [{ workdays_between: ['2026-03-09', { var: 'day' }] }, { day: '2026-03-06' }, '-2'],
    [{ workdays_between: ['0001-01-01', { var: 'day' }] }, { day: '9999-12-31' }, '2608615'],
    [{ workdays_between: ['0001-01-01', { var: 'day' }] }, {}, null],
  ],
  sql: [],
});
