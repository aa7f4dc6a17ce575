import { describeOperator } from '../../testing/index.ts';

describeOperator('filter', {
  cases: [
    [
      { count: { filter: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 4] }] } },
      { lines: [{ price: '5' }, {}] },
      '1',
    ],
    [
      { filter: [{ var: 'tags' }, { '==': [{ var: 'row' }, { var: 'stage' }] }] },
      { tags: ['a', 'b'], stage: 'b' },
      ['b'],
    ],
    [{ filter: [{ var: 'tags' }, false] }, { tags: ['a'] }, null],
  ],
  sql: [
    [
      { '>': [{ count: { filter: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 4] }] } }, 1] },
      '((SELECT count(*)::numeric FROM lines AS r1 WHERE (r1.parent = t.id) AND (r1."price" > $1::numeric) AND true) > $2::numeric)',
    ],
  ],
});
