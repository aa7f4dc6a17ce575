import { mulDecimal } from '../../decimal.ts';
import { example } from '../../operator.ts';
import { arithmetic } from '../arithmetic.ts';

export const multiply = arithmetic(
  '*',
  5,
  mulDecimal,
  {
    zh: { label: '乘', text: '精确的十进制运算。任一方为空、或结果超过 38 位时为空。', words: '{* × }' },
    en: {
      label: 'times',
      text: 'Exact decimal arithmetic. Null when an operand is null or the result exceeds 38 digits.',
      words: '{* × }',
    },
  },
  [example({ '*': [{ var: 'amount' }, '1.1'] }, '2.2', { amount: '2' })],
);
