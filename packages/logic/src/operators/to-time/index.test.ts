import { describeOperator } from '../../testing/index.ts';

describeOperator('to_time', {
  cases: [[{ to_time: { var: 'at' } }, {}, null]],
  sql: [],
});
