import { describeOperator } from '../../testing/index.ts';

describeOperator('or', {
  cases: [
    [{ or: [{ var: 'flag' }, { '>': [{ var: 'amount' }, 1] }] }, { flag: false, amount: '2' }, true],
    [{ or: [{ var: 'flag' }, false] }, { flag: null }, null],
    [{ or: [{ var: 'flag' }, true] }, { flag: null }, true],
  ],
  sql: [[{ or: [{ '==': [{ var: 'name' }, 'a'] }, { var: 'flag' }] }, '((t."name" = $1::text) OR t."flag")']],
});
