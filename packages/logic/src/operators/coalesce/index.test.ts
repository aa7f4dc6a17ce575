import { describeOperator } from '../../testing/index.ts';

describeOperator('coalesce', {
  cases: [
    [{ coalesce: [{ var: 'amount' }, 0] }, {}, '0'],
    [{ coalesce: [{ var: 'name' }, { var: 'stage_text' }, null] }, {}, null],
    [{ coalesce: [{ var: 'name' }, '-'] }, { name: '' }, '-'],
  ],
  sql: [
    [
      { '==': [{ coalesce: [{ var: 'amount' }, 0] }, 0] },
      '(coalesce(t."amount", $1::numeric) = $2::numeric)',
    ],
  ],
});
