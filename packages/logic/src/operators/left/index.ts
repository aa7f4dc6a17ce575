import { example } from '../../operator.ts';
import { sideOf } from '../sides.ts';

export const left = sideOf(
  'left',
  (text, count) => text.slice(0, count),
  {
    zh: {
      label: '左边',
      text: '左边的若干个字(取整);没有文字时为空,任一方为空时为空。',
      words: '{0} 左边 {1} 个字',
    },
    en: {
      label: 'left',
      text: 'So many characters (cut to a whole number) from the left; null when there are none, and for a null operand.',
      words: 'the left {1} characters of {0}',
    },
  },
  [example({ left: [{ var: 'name' }, 2] }, 'ab', { name: 'abc' })],
);
