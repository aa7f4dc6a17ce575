import { describeOperator } from '../../testing/index.ts';

describeOperator('%', {
  cases: [
    [{ '%': [7, 3] }, {}, '1'],
    [{ '%': [7, -3] }, {}, '-2'],
    [{ '%': ['-7.5', 2] }, {}, '0.5'],
    [{ '%': [{ var: 'amount' }, 0] }, { amount: '1' }, null],
  ],
  sql: [],
});
