import { describeOperator } from '../../testing/index.ts';

describeOperator('replace', {
  cases: [
    [{ replace: [{ var: 'name' }, 'aa', 'b'] }, { name: 'aaa' }, 'ba'],
    [{ replace: [{ var: 'name' }, 'a', null] }, { name: 'aa' }, null],
    [{ replace: [{ var: 'name' }, null, 'x'] }, { name: 'aa' }, 'aa'],
    [{ replace: [{ var: 'name' }, '%', '\\'] }, { name: '5%' }, '5\\'],
  ],
  sql: [],
});
