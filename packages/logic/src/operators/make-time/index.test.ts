import { describeOperator } from '../../testing/index.ts';

describeOperator('make_time', {
  cases: [
    [{ make_time: [25, 0, -1] }, {}, '00:59:59'],
    [{ make_time: [-1, 0, 0] }, {}, '23:00:00'],
    [{ make_time: [0, '1e30', 0] }, {}, null],
    [{ make_time: [0, null, 0] }, {}, null],
  ],
  sql: [],
});
