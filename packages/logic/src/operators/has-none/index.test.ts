import { describeOperator } from '../../testing/index.ts';

describeOperator('has_none', {
  cases: [
    [{ has_none: [{ var: 'tags' }, ['a']] }, { tags: ['b'] }, true],
    [{ has_none: [{ var: 'tags' }, ['a']] }, {}, true],
    [{ has_none: [{ var: 'tags' }, ['a']] }, { tags: ['a'] }, false],
  ],
  sql: [[{ has_none: [{ var: 'tags' }, ['a']] }, '(NOT coalesce(t."tags" && $1::text[], false))']],
});
