import { describeOperator } from '../../testing/index.ts';

describeOperator('not_empty', {
  cases: [
    [{ not_empty: { var: 'name' } }, { name: 'x' }, true],
    [{ not_empty: { var: 'tags' } }, {}, false],
    [{ not_empty: { var: 'flag' } }, { flag: false }, true],
  ],
  sql: [[{ not_empty: { var: 'name' } }, '(NOT (t."name" IS NULL))']],
});
