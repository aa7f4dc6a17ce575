import { describeOperator } from '../../testing/index.ts';

describeOperator('make_date', {
  cases: [
    [{ make_date: [2026, 3, 0] }, {}, '2026-02-28'],
    [{ make_date: [{ var: 'amount' }, 1, 1] }, { amount: '0' }, null],
    [{ make_date: [0, 13, 1] }, {}, '0001-01-01'],
    [{ make_date: [9999, 12, 32] }, {}, null],
    [{ make_date: ['2026.9', '2.9', '1.9'] }, {}, '2026-02-01'],
    [{ make_date: [2026, 1, '1e30'] }, {}, null],
  ],
  sql: [],
});
