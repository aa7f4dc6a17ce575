import { describeOperator } from '../../testing/index.ts';

describeOperator('trim', {
  cases: [
    [{ trim: { var: 'name' } }, { name: ' \u00a0' }, null],
    [{ trim: { var: 'name' } }, {}, null],
  ],
  sql: [],
});
