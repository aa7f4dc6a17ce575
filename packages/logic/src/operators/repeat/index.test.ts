import { describeOperator } from '../../testing/index.ts';

describeOperator('repeat', {
  cases: [
    [{ repeat: [{ var: 'name' }, '1e30'] }, { name: 'a' }, null],
    [{ repeat: [{ var: 'name' }, -2] }, { name: 'a' }, null],
    [{ repeat: [{ var: 'name' }, null] }, { name: 'a' }, null],
  ],
  sql: [],
});
