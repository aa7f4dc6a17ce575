import { describeOperator } from '../../testing/index.ts';

describeOperator('length', {
  cases: [[{ length: { var: 'name' } }, {}, '0']],
  sql: [],
});
