import { describeOperator } from '../../testing/index.ts';

describeOperator('mid', {
  cases: [
    [{ mid: [{ var: 'name' }, 2, '1e30'] }, { name: 'a💡𠮷' }, '💡𠮷'],
    [{ mid: [{ var: 'name' }, 0, 2] }, { name: 'abc' }, null],
    [{ mid: [{ var: 'name' }, 9, 2] }, { name: 'abc' }, null],
    [{ mid: [{ var: 'name' }, 1, null] }, { name: 'abc' }, null],
  ],
  sql: [],
});
