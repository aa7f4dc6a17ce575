import { describeOperator } from '../../testing/index.ts';

describeOperator('none', {
  cases: [
    [
      { none: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 5] }] },
      { lines: [{ price: '5' }, { price: null }] },
      true,
    ],
    [{ none: [{ var: 'lines' }, true] }, {}, true],
    [{ none: [{ var: 'tags' }, { '==': [{ var: 'row' }, 'a'] }] }, { tags: ['a'] }, false],
  ],
  sql: [
    [
      { none: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 4] }] },
      '(NOT EXISTS (SELECT 1 FROM lines AS r1 WHERE (r1.parent = t.id) AND (r1."price" > $1::numeric)))',
    ],
  ],
});
