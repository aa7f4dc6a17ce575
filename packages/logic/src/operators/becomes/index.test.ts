import { describeOperator } from '../../testing/index.ts';

describeOperator('becomes', {
  cases: [
    [{ becomes: { '>': [{ var: 'amount' }, 5] } }, { amount: '6' }, true],
    [{ becomes: { '>': [{ var: 'amount' }, 5] } }, { amount: '6', $before: {} }, true],
    [{ becomes: { '>': [{ var: 'amount' }, 5] } }, { amount: '6', $before: { amount: '7' } }, false],
    [{ becomes: { is_empty: { var: 'name' } } }, {}, true],
    [
      { becomes: { some: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, { var: 'amount' }] }] } },
      { amount: '1', lines: [{ price: '2' }], $before: { amount: '3', lines: [{ price: '2' }] } },
      true,
    ],
    [{ becomes: true }, { $before: {} }, false],
  ],
  sql: [],
});
