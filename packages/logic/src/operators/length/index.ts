import { frag } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { lengthOf } from '../text-shape.ts';

export const length = operator({
  name: 'length',
  signature: params([value('text')], 'number'),
  nullRule: 'empty',
  evaluate: ([text]) => (typeof text === 'string' ? String(lengthOf(text)) : '0'),
  sql: (call) => frag`coalesce(char_length(${call.arg(0)}), 0)::numeric`,
  docs: {
    zh: { label: '字数', text: '文字的个数,表情和生僻字各算一个。空为 0。', words: '{0} 的字数' },
    en: {
      label: 'length',
      text: 'The number of characters; an emoji is one. 0 for null.',
      words: 'the length of {0}',
    },
  },
  examples: [example({ length: { var: 'name' } }, '3', { name: 'a💡𠮷' })],
});
