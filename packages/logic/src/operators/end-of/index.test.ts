import { describeOperator } from '../../testing/index.ts';

describeOperator('end_of', {
  cases: [
    [{ end_of: [{ var: 'day' }, 'month'] }, { day: '2024-02-03' }, '2024-02-29'],
    [{ end_of: [{ var: 'day' }, 'week'] }, { day: '9999-12-31' }, null],
    [{ end_of: [{ var: 'at' }, 'day'] }, { at: '2026-03-01T00:00:00.000Z' }, '2026-03-01T15:59:59.999Z'],
  ],
  sql: [
    [
      { '>=': [{ end_of: [{ var: 'at' }, 'day'] }, { var: '$now' }] },
      "((SELECT CASE WHEN _f.v BETWEEN '0001-01-02T00:00:00.000Z' AND '9999-12-30T23:59:59.999Z' THEN _f.v END FROM (SELECT (SELECT CASE WHEN _f.v BETWEEN '0001-01-02T00:00:00.000Z' AND '9999-12-30T23:59:59.999Z' THEN _f.v END FROM (SELECT ((date_trunc($1::text, (t.\"at\" AT TIME ZONE $2::text)) + interval '1 day') AT TIME ZONE $3::text) AS v OFFSET 0) AS _f) - interval '1 millisecond' AS v OFFSET 0) AS _f) >= $4::timestamptz)",
    ],
  ],
});
