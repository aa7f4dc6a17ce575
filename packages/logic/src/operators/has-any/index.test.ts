import { describeOperator } from '../../testing/index.ts';

describeOperator('has_any', {
  cases: [
    [{ has_any: [{ var: 'tags' }, ['a', 'b']] }, { tags: ['b', 'c'] }, true],
    [{ has_any: [{ var: 'tags' }, ['a']] }, {}, false],
    [{ has_any: [{ var: '$member.roles' }, ['crm:sales']] }, {}, true],
  ],
  sql: [[{ has_any: [{ var: 'tags' }, ['a']] }, '(t."tags" && $1::text[])']],
});
