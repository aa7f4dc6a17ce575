import { describeOperator } from '../../testing/index.ts';

describeOperator('map', {
  cases: [
    [
      { map: [{ var: 'tags' }, { concat: ['#', { var: 'name' }] }] },
      { tags: ['a', 'b'], name: 'x' },
      ['#x', '#x'],
    ],
    [{ map: [{ var: 'lines' }, { var: 'row.price' }] }, {}, null],
  ],
  sql: [
    [
      { is_empty: { map: [{ var: 'tags' }, { var: 'row' }] } },
      '(coalesce(cardinality((SELECT array_agg(_e0.v ORDER BY _e0.o) FROM (SELECT _e0.v AS v, _e0.o AS o FROM unnest(t."tags") WITH ORDINALITY AS _e0(v, o) WHERE _e0.v IS NOT NULL OFFSET 0) AS _e0 WHERE _e0.v IS NOT NULL)), 0) = 0)',
    ],
  ],
});
