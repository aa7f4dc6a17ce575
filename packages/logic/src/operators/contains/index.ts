import { frag } from '../../frag.ts';
import { example } from '../../operator.ts';
import { textSearch } from '../text-search.ts';

export const contains = textSearch(
  'contains',
  (text, needle) => text.includes(needle),
  (text, needle) => frag`strpos(${text}, ${needle}) > 0`,
  {
    zh: { label: '包含', text: '不区分大小写;没有通配符。任一方为空时为假。', words: '{0} 包含 {1}' },
    en: {
      label: 'contains',
      text: 'Ignores case; there are no wildcards. False when either side is empty.',
      words: '{0} contains {1}',
    },
  },
  [example({ contains: [{ var: 'name' }, 'ACME'] }, true, { name: 'Acme Ltd' })],
);
