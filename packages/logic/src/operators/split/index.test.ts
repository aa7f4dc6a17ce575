import { describeOperator } from '../../testing/index.ts';

describeOperator('split', {
  cases: [
    [{ split: [{ var: 'name' }, ','] }, { name: ',' }, null],
    [{ split: [{ var: 'name' }, null] }, { name: 'a,b' }, ['a,b']],
  ],
  sql: [],
});
