import { describeOperator } from '../../testing/index.ts';

describeOperator('upper', {
  cases: [
    [{ upper: { var: 'name' } }, { name: 'aé上ａß' }, 'AÉ上Ａß'],
    [{ upper: { var: 'name' } }, {}, null],
  ],
  sql: [],
});
