import { describeOperator } from '../../testing/index.ts';

describeOperator('amount_in_chinese', {
  cases: [
    [{ amount_in_chinese: { var: 'amount' } }, { amount: '-10002000.06' }, '负壹仟万贰仟元零陆分'],
    [{ amount_in_chinese: { var: 'amount' } }, { amount: '1e16' }, null],
    [{ amount_in_chinese: { var: 'amount' } }, {}, null],
  ],
  sql: [],
});
