import { describeOperator } from '../../testing/index.ts';

describeOperator('item', {
  cases: [
    [{ item: [{ var: 'words' }, 1] }, { words: ['a', 'b'] }, 'a'],
    [{ item: [{ var: 'words' }, 3] }, { words: ['a', 'b'] }, null],
    [{ item: [{ var: 'words' }, -1] }, { words: ['a'] }, null],
  ],
  sql: [],
});
