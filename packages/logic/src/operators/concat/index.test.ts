import { describeOperator } from '../../testing/index.ts';

describeOperator('concat', {
  cases: [
    [{ concat: [{ var: 'name' }, '-', { var: 'amount' }] }, { name: 'A', amount: '1.50' }, 'A-1.5'],
    [{ concat: [{ var: 'name' }] }, {}, null],
    [{ concat: ['No ', { var: 'day' }] }, { day: '0009-01-02' }, 'No 0009-01-02'],
  ],
  sql: [
    [
      { is_empty: { concat: [{ var: 'name' }, { var: 'amount' }] } },
      '(nullif(left(concat(t."name", trim_scale(t."amount")::text), $1::int), \'\') IS NULL)',
    ],
  ],
});
