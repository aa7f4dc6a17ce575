import { describeOperator } from '../../testing/index.ts';

describeOperator('and', {
  cases: [
    [{ and: [{ var: 'flag' }, { '>': [{ var: 'amount' }, 1] }] }, { flag: true, amount: '2' }, true],
    [{ and: [{ var: 'flag' }, false] }, { flag: null }, false],
    [{ and: [{ var: 'flag' }, true] }, { flag: null }, null],
  ],
  sql: [
    [{ and: [{ '==': [{ var: 'name' }, 'a'] }, { var: 'flag' }] }, '((t."name" = $1::text) AND t."flag")'],
  ],
});
