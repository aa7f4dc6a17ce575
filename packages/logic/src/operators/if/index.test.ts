import { describeOperator } from '../../testing/index.ts';

describeOperator('if', {
  cases: [
    [{ if: [{ '>': [{ var: 'amount' }, 100] }, 'big', 'small'] }, { amount: '101' }, 'big'],
    [{ if: [{ var: 'flag' }, 1, { var: 'yes' }, 2] }, { yes: true }, '2'],
    [{ if: [{ var: 'flag' }, 1, { var: 'yes' }, 2] }, {}, null],
    [{ if: [{ var: 'flag' }, false, true] }, { flag: true }, false],
  ],
  sql: [
    [
      { '==': [{ if: [{ var: 'flag' }, 1, 2] }, 1] },
      '((CASE WHEN t."flag" THEN $1::numeric ELSE $2::numeric END) = $3::numeric)',
    ],
  ],
});
