import { describeOperator } from '../../testing/index.ts';

describeOperator('right', {
  cases: [
    [{ right: [{ var: 'name' }, 2] }, { name: 'a💡𠮷' }, '💡𠮷'],
    [{ right: [{ var: 'name' }, 0] }, { name: 'a' }, null],
  ],
  sql: [],
});
