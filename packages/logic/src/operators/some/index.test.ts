import { describeOperator } from '../../testing/index.ts';

describeOperator('some', {
  cases: [
    [
      { some: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 4] }] },
      { lines: [{ price: '5' }, { price: null }] },
      true,
    ],
    [
      { some: [{ var: 'tags' }, { contains: [{ concat: [{ var: 'name' }] }, 'x'] }] },
      { tags: ['a'], name: 'X' },
      true,
    ],
    [
      { some: [{ var: 'lines' }, { '==': [{ var: 'row.price' }, { var: 'amount' }] }] },
      { lines: [{ price: '5' }], amount: '5.0' },
      true,
    ],
    [{ some: [{ var: 'lines' }, true] }, {}, false],
  ],
  sql: [
    [
      { some: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, { var: 'amount' }] }] },
      'EXISTS (SELECT 1 FROM lines AS r1 WHERE (r1.parent = t.id) AND (r1."price" > t."amount"))',
    ],
    [
      { some: [{ var: 'tags' }, { '==': [{ var: 'row' }, 'a'] }] },
      'EXISTS (SELECT 1 FROM unnest(t."tags") AS _e0(v) WHERE true AND (_e0.v = $1::text))',
    ],
  ],
});
