import { frag } from '../../frag.ts';
import { example } from '../../operator.ts';
import { textSearch } from '../text-search.ts';

export const startsWith = textSearch(
  'starts_with',
  (text, needle) => text.startsWith(needle),
  (text, needle) => frag`starts_with(${text}, ${needle})`,
  {
    zh: { label: '开头是', text: '不区分大小写;没有通配符。任一方为空时为假。', words: '{0} 的开头是 {1}' },
    en: {
      label: 'starts with',
      text: 'Ignores case; there are no wildcards. False when either side is empty.',
      words: '{0} starts with {1}',
    },
  },
  [example({ starts_with: [{ var: 'name' }, 'ac'] }, true, { name: 'Acme Ltd' })],
);
