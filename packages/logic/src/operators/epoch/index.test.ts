import { describeOperator } from '../../testing/index.ts';

describeOperator('epoch', {
  cases: [
    [{ epoch: { var: 'at' } }, { at: '1969-12-31T23:59:59.999Z' }, '-0.001'],
    [{ epoch: { var: 'at' } }, {}, null],
  ],
  sql: [],
});
