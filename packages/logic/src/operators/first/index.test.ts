import { describeOperator } from '../../testing/index.ts';

describeOperator('first', {
  cases: [
    [{ first: { var: 'lines.price' } }, { lines: [{}, { price: '5' }, { price: null }] }, '5'],
    [{ first: { var: 'words' } }, {}, null],
  ],
  sql: [],
});
