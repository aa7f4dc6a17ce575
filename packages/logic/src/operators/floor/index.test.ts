import { describeOperator } from '../../testing/index.ts';

describeOperator('floor', {
  cases: [
    [{ floor: { var: 'amount' } }, { amount: '-1.5' }, '-2'],
    [{ floor: [23, 5] }, {}, '20'],
    [{ floor: [-23, -5] }, {}, '-25'],
    [{ floor: [1, 0] }, {}, null],
    [{ floor: [1, null] }, {}, null],
  ],
  sql: [],
});
