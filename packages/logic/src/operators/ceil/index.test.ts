import { describeOperator } from '../../testing/index.ts';

describeOperator('ceil', {
  cases: [
    [{ ceil: ['-0.5', '9'.repeat(38)] }, {}, '0'],
    [{ ceil: { var: 'amount' } }, { amount: '-1.5' }, '-1'],
    [{ ceil: [23, 5] }, {}, '25'],
    [{ ceil: ['-0.5'] }, {}, '0'],
    [{ ceil: ['0.3', '0.1'] }, {}, '0.3'],
  ],
  sql: [],
});
