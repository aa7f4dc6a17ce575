import { ceilDecimal } from '../../decimal.ts';
import { example } from '../../operator.ts';
import { stepping } from '../stepping.ts';

export const ceil = stepping(
  'ceil',
  ceilDecimal,
  {
    zh: {
      label: '向上取整',
      text: '不小于它的最小整数,或基数的最小倍数。基数为零、任一方为空时为空。',
      words: '{0} 向上取整',
    },
    en: {
      label: 'ceiling',
      text: 'The least whole number, or multiple of the step, that is not below. Null for the step 0 or a null operand.',
      words: '{0} rounded up',
    },
  },
  [example({ ceil: [{ var: 'amount' }, 5] }, '25', { amount: '23' })],
);
