import { floorDecimal } from '../../decimal.ts';
import { example } from '../../operator.ts';
import { stepping } from '../stepping.ts';

export const floor = stepping(
  'floor',
  floorDecimal,
  {
    zh: {
      label: '向下取整',
      text: '不大于它的最大整数,或基数的最大倍数。基数为零、任一方为空时为空。',
      words: '{0} 向下取整',
    },
    en: {
      label: 'floor',
      text: 'The greatest whole number, or multiple of the step, that is not above. Null for the step 0 or a null operand.',
      words: '{0} rounded down',
    },
  },
  [example({ floor: [{ var: 'amount' }, 5] }, '20', { amount: '23' })],
);
