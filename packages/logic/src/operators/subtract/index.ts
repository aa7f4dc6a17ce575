import { subDecimal } from '../../decimal.ts';
import { example } from '../../operator.ts';
import { arithmetic } from '../arithmetic.ts';

export const subtract = arithmetic(
  '-',
  2,
  subDecimal,
  {
    zh: { label: '减', text: '精确的十进制运算。任一方为空、或结果超过 38 位时为空。', words: '{0} - {1}' },
    en: {
      label: 'minus',
      text: 'Exact decimal arithmetic. Null when an operand is null or the result exceeds 38 digits.',
      words: '{0} - {1}',
    },
  },
  [example({ '-': [{ var: 'amount' }, 1] }, '-0.5', { amount: '0.5' })],
);
