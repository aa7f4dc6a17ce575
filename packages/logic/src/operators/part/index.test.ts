import { describeOperator } from '../../testing/index.ts';

describeOperator('part', {
  cases: [
    [{ part: [{ var: 'extra' }, 'a'] }, { extra: { a: '1' } }, '1'],
    [{ part: [{ var: 'extra' }, 'b'] }, { extra: { a: '1' } }, null],
    [{ part: [{ var: 'extra' }, 'constructor'] }, { extra: {} }, null],
    [{ part: [{ var: 'extra' }, 'a'] }, { extra: ['x'] }, null],
    [{ part: [{ var: 'extra' }, 'a'] }, {}, null],
  ],
  sql: [
    [
      { part: [{ var: 'extra' }, 'a'] },
      '(CASE WHEN jsonb_typeof(t."extra" -> $1::text) = \'string\' THEN nullif(t."extra" ->> $2::text, \'\') END)',
    ],
  ],
});
