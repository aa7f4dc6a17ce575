import { example } from '../../operator.ts';
import { sideOf } from '../sides.ts';

export const right = sideOf(
  'right',
  (text, count) => (count === 0 ? [] : text.slice(-count)),
  {
    zh: {
      label: '右边',
      text: '右边的若干个字(取整);没有文字时为空,任一方为空时为空。',
      words: '{0} 右边 {1} 个字',
    },
    en: {
      label: 'right',
      text: 'So many characters (cut to a whole number) from the right; null when there are none, and for a null operand.',
      words: 'the right {1} characters of {0}',
    },
  },
  [example({ right: [{ var: 'name' }, 2] }, 'bc', { name: 'abc' })],
);
