import { describeOperator } from '../../testing/index.ts';

describeOperator('format_number', {
  cases: [
    [{ format_number: [{ var: 'amount' }, 1, 'percent'] }, { amount: '0.1234' }, '12.3%'],
    [{ format_number: [{ var: 'amount' }, 0, 'grouped'] }, { amount: '-123' }, '-123'],
    [{ format_number: [{ var: 'amount' }, 2, 'plain'] }, { amount: '-0.001' }, '0.00'],
    [{ format_number: [{ var: 'amount' }, 2, 'plain'] }, {}, null],
  ],
  sql: [],
});
