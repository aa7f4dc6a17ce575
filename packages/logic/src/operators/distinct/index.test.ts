import { describeOperator } from '../../testing/index.ts';

describeOperator('distinct', {
  cases: [
    [{ count: { distinct: { var: 'words' } } }, { words: ['x', 'x', 'X'] }, '2'],
    [{ distinct: { var: 'tags' } }, {}, null],
  ],
  sql: [],
});
