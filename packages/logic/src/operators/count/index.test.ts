import { describeOperator } from '../../testing/index.ts';

describeOperator('count', {
  cases: [
    [{ count: { var: 'lines' } }, { lines: [{ price: '5' }, { price: null }] }, '2'],
    [
      { count: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 4] }] },
      { lines: [{ price: '5' }, { price: null }] },
      '1',
    ],
    [{ count: { var: 'tags' } }, {}, '0'],
  ],
  sql: [
    [
      { '>': [{ count: { var: 'lines' } }, 1] },
      '((SELECT count(*)::numeric FROM lines AS r1 WHERE (r1.parent = t.id) AND true) > $1::numeric)',
    ],
  ],
});
