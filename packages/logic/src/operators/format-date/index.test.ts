import { describeOperator } from '../../testing/index.ts';

describeOperator('format_date', {
  cases: [
    [{ format_date: [{ var: 'day' }, 'YY/MM/DD Q [Q] 周W HH'] }, { day: '0987-12-05' }, '87/12/05 4 Q 周三 '],
    [{ format_date: [{ var: 'clock' }, 'H:mm YYYY'] }, { clock: '09:05:07' }, '9:05 '],
    [{ format_date: [{ var: 'clock' }, 'YYYY'] }, { clock: '09:05:07' }, null],
    [{ format_date: [{ var: 'day' }, 'YYYY'] }, {}, null],
  ],
  sql: [],
});
