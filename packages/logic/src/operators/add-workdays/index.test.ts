import { describeOperator } from '../../testing/index.ts';

describeOperator('add_workdays', {
  cases: [
    [{ add_workdays: [{ var: 'day' }, 1] }, { day: '2026-03-07' }, '2026-03-09'],
    [{ add_workdays: [{ var: 'day' }, -1] }, { day: '2026-03-08' }, '2026-03-06'],
    [{ add_workdays: [{ var: 'day' }, 5] }, { day: '2026-03-06' }, '2026-03-13'],
    [{ add_workdays: [{ var: 'day' }, -3] }, { day: '2026-03-03' }, '2026-02-26'],
    [{ add_workdays: [{ var: 'day' }, 0] }, { day: '2026-03-07' }, '2026-03-07'],
    [{ add_workdays: [{ var: 'day' }, '1e30'] }, { day: '2026-03-07' }, null],
    [{ add_workdays: [{ var: 'day' }, 1] }, {}, null],
  ],
  sql: [],
});
