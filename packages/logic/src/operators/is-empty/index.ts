import { frag } from '../../frag.ts';
import { example, operator } from '../../operator.ts';
import { ANY, isEmpty, isEmptySql } from '../emptiness.ts';

export const isEmptyOperator = operator({
  name: 'is_empty',
  signature: ANY,
  nullRule: 'value',
  evaluate: ([value = null]) => isEmpty(value),
  sql: (call) => frag`(${isEmptySql(call)})`,
  docs: {
    zh: { label: '为空', text: '没有值:空、空文字、没有元素的列表。', words: '{0} 为空' },
    en: {
      label: 'is empty',
      text: 'There is no value: null, no text, a list without elements.',
      words: '{0} is empty',
    },
  },
  examples: [example({ is_empty: { var: 'tags' } }, true, { tags: [] })],
});
