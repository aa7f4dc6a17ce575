import { example } from '../../operator.ts';
import { ordering } from '../ordering.ts';

export const le = ordering(
  '<=',
  (order) => order <= 0,
  {
    zh: {
      label: '小于等于',
      text: '按数值、时间或文字的字符顺序比较。任一方为空时为假。',
      words: '{0} 小于等于 {1}',
    },
    en: {
      label: 'is at most',
      text: 'Compares numbers, dates and times, or text by code points. False when either side is null.',
      words: '{0} is at most {1}',
    },
  },
  [example({ '<=': [{ var: 'day' }, '2026-03-01'] }, true, { day: '2026-03-01' })],
);
