import { describeOperator } from '../../testing/index.ts';

describeOperator('join', {
  cases: [
    [{ join: [{ var: 'lines.price' }, ', '] }, { lines: [{ price: '1.50' }, {}, { price: '2' }] }, '1.5, 2'],
    [{ join: [{ var: 'words' }, null] }, { words: ['a', 'b'] }, 'ab'],
    [{ join: [{ var: 'words' }, '-'] }, {}, null],
  ],
  sql: [],
});
