import { frag } from '../../frag.ts';
import { example, operator } from '../../operator.ts';
import { ANY, isEmpty, isEmptySql } from '../emptiness.ts';

export const notEmpty = operator({
  name: 'not_empty',
  signature: ANY,
  nullRule: 'value',
  evaluate: ([value = null]) => !isEmpty(value),
  sql: (call) => frag`(NOT (${isEmptySql(call)}))`,
  docs: {
    zh: { label: '不为空', text: '有值:不是空、空文字或没有元素的列表。', words: '{0} 不为空' },
    en: {
      label: 'is not empty',
      text: 'There is a value: not null, some text, a list with elements.',
      words: '{0} is not empty',
    },
  },
  examples: [example({ not_empty: { var: 'name' } }, true, { name: 'a' })],
});
