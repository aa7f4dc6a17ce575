import { describeOperator } from '../../testing/index.ts';

describeOperator('power', {
  cases: [
    [{ power: ['1.05', 10] }, {}, '1.628894626777'],
    [{ power: [2, -2] }, {}, '0.25'],
    [{ power: [4, '0.5'] }, {}, '2'],
    [{ power: [-8, '0.5'] }, {}, null],
    [{ power: [0, 0] }, {}, '1'],
    [{ power: [0, -1] }, {}, null],
    [{ power: [10, 1000000] }, {}, null],
    [{ power: [10, -1000000] }, {}, '0'],
    [{ power: ['0.00000025', '0.5'] }, {}, '0.0005'],
  ],
  sql: [],
});
