import { describeOperator } from '../../testing/index.ts';

describeOperator('find', {
  cases: [
    [{ find: [{ var: 'name' }, 'b'] }, { name: '💡b' }, '2'],
    [{ find: [{ var: 'name' }, 'B'] }, { name: 'b' }, '0'],
    [{ find: [{ var: 'name' }, null] }, { name: 'b' }, '0'],
  ],
  sql: [],
});
