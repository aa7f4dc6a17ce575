import { describeOperator } from '../../testing/index.ts';

describeOperator('last', {
  cases: [
    [{ last: { var: 'lines.price' } }, { lines: [{}, { price: '5' }, { price: null }] }, '5'],
    [{ last: { var: 'words' } }, {}, null],
  ],
  sql: [],
});
