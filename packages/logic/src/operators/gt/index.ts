import { example } from '../../operator.ts';
import { ordering } from '../ordering.ts';

export const gt = ordering(
  '>',
  (order) => order > 0,
  {
    zh: {
      label: '大于',
      text: '按数值、时间或文字的字符顺序比较。任一方为空时为假。',
      words: '{0} 大于 {1}',
    },
    en: {
      label: 'is greater than',
      text: 'Compares numbers, dates and times, or text by code points. False when either side is null.',
      words: '{0} is greater than {1}',
    },
  },
  [example({ '>': [{ var: 'amount' }, 1] }, true, { amount: '1.5' })],
);
