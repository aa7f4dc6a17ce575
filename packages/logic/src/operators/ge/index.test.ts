import { describeOperator } from '../../testing/index.ts';

describeOperator('>=', {
  cases: [
    [{ '>=': [{ var: 'amount' }, 0] }, {}, false],
    [{ '>=': [{ var: 'at' }, { var: '$now' }] }, { at: '2026-03-01T04:00:00.000Z' }, true],
    [{ '>=': [{ var: 'name' }, 'a'] }, { name: 'Z' }, false],
  ],
  sql: [[{ '>=': [{ var: 'at' }, { var: '$now' }] }, '(t."at" >= $1::timestamptz)']],
});
