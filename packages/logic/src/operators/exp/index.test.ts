import { describeOperator } from '../../testing/index.ts';

describeOperator('exp', {
  cases: [
    [{ exp: 1 }, {}, '2.718281828459'],
    [{ exp: 0 }, {}, '1'],
    [{ exp: -1000 }, {}, '0'],
    [{ exp: 1000 }, {}, null],
  ],
  sql: [],
});
