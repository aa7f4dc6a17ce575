import { describeOperator } from '../../testing/index.ts';

describeOperator('contains', {
  cases: [
    [{ contains: [{ var: 'name' }, 'ABC'] }, { name: 'xabcx' }, true],
    [{ contains: [{ var: 'name' }, 'ａ%'] }, { name: '50Ａ%' }, true],
    [{ contains: [{ var: 'name' }, 'i'] }, { name: 'İ' }, false],
    [{ contains: [{ var: 'name' }, ''] }, { name: 'x' }, false],
    [{ contains: [{ var: 'name' }, 'ΟΔΟΣ'] }, { name: 'οδος' }, true],
  ],
  sql: [[{ contains: [{ var: 'name' }, '上海A'] }, '(strpos(lower(t."name" COLLATE "C"), $1::text) > 0)']],
});
