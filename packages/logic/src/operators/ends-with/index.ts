import { frag } from '../../frag.ts';
import { example } from '../../operator.ts';
import { textSearch } from '../text-search.ts';

export const endsWith = textSearch(
  'ends_with',
  (text, needle) => text.endsWith(needle),
  (text, needle) => frag`starts_with(reverse(${text}), reverse(${needle}))`,
  {
    zh: { label: '结尾是', text: '不区分大小写;没有通配符。任一方为空时为假。', words: '{0} 的结尾是 {1}' },
    en: {
      label: 'ends with',
      text: 'Ignores case; there are no wildcards. False when either side is empty.',
      words: '{0} ends with {1}',
    },
  },
  [example({ ends_with: [{ var: 'name' }, 'LTD'] }, true, { name: 'Acme Ltd' })],
);
