import { describeOperator } from '../../testing/index.ts';

describeOperator('left', {
  cases: [
    [{ left: [{ var: 'name' }, '2.9'] }, { name: '💡𠮷c' }, '💡𠮷'],
    [{ left: [{ var: 'name' }, -1] }, { name: 'a' }, null],
    [{ left: [{ var: 'name' }, '1e30'] }, { name: 'ab' }, 'ab'],
  ],
  sql: [],
});
