import { describeOperator } from '../../testing/index.ts';

describeOperator('ln', {
  cases: [
    [{ ln: 10 }, {}, '2.302585092994'],
    [{ ln: 1 }, {}, '0'],
    [{ ln: 0 }, {}, null],
  ],
  sql: [],
});
