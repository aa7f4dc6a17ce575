import { frag } from '../../frag.ts';
import { example, operator } from '../../operator.ts';
import { elements } from '../compare.ts';
import { MANY } from '../many.ts';

export const hasNone = operator({
  name: 'has_none',
  signature: MANY,
  nullRule: 'empty',
  evaluate: ([many, list]) => !elements(list).some((item) => elements(many).includes(item)),
  sql: (call) => frag`(NOT coalesce(${call.arg(0)} && ${call.arg(1)}, false))`,
  docs: {
    zh: {
      label: '不含任何',
      text: '多值字段不含列表中的任何一项。空视为没有元素,所以为真。',
      words: '{0} 不含 {1}',
    },
    en: {
      label: 'has none of',
      text: 'The many-value holds no item of the list. Null counts as no elements, hence true.',
      words: '{0} has none of {1}',
    },
  },
  examples: [example({ has_none: [{ var: 'tags' }, ['a']] }, true)],
});
