import { describeOperator } from '../../testing/index.ts';

describeOperator('lower', {
  cases: [[{ lower: { var: 'name' } }, { name: 'AÉ上Ａİ' }, 'aé上ａİ']],
  sql: [],
});
