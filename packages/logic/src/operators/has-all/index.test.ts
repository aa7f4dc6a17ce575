import { describeOperator } from '../../testing/index.ts';

describeOperator('has_all', {
  cases: [
    [{ has_all: [{ var: 'tags' }, ['a', 'b']] }, { tags: ['b', 'a', 'c'] }, true],
    [{ has_all: [{ var: 'tags' }, []] }, {}, true],
    [{ has_all: [{ var: 'tags' }, ['a']] }, {}, false],
  ],
  sql: [[{ has_all: [{ var: 'tags' }, ['a']] }, '(t."tags" @> $1::text[])']],
});
