import { describeOperator } from '../../testing/index.ts';

describeOperator('!', {
  cases: [
    [{ '!': { '>': [{ var: 'amount' }, 1] } }, {}, true],
    [{ '!': [{ var: 'flag' }] }, { flag: true }, false],
    [{ '!': [{ var: 'flag' }] }, {}, null],
  ],
  sql: [[{ '!': [{ var: 'flag' }] }, '(NOT t."flag")']],
});
