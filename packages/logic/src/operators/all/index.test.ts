import { describeOperator } from '../../testing/index.ts';

describeOperator('all', {
  cases: [
    [
      { all: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 4] }] },
      { lines: [{ price: '5' }, { price: null }] },
      false,
    ],
    [{ all: [{ var: 'lines' }, false] }, {}, true],
    [{ all: [{ var: 'tags' }, { '!=': [{ var: 'row' }, 'b'] }] }, { tags: ['a'] }, true],
  ],
  sql: [
    [
      { all: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 4] }] },
      '(NOT EXISTS (SELECT 1 FROM lines AS r1 WHERE (r1.parent = t.id) AND (r1."price" > $1::numeric) IS NOT TRUE))',
    ],
  ],
});
