import { addDecimal } from '../../decimal.ts';
import { example } from '../../operator.ts';
import { arithmetic } from '../arithmetic.ts';

export const add = arithmetic(
  '+',
  100,
  addDecimal,
  {
    zh: { label: '加', text: '精确的十进制运算。任一方为空、或结果超过 38 位时为空。', words: '{* + }' },
    en: {
      label: 'plus',
      text: 'Exact decimal arithmetic. Null when an operand is null or the result exceeds 38 digits.',
      words: '{* + }',
    },
  },
  [example({ '+': [0.1, { var: 'amount' }] }, '0.3', { amount: '0.2' })],
);
