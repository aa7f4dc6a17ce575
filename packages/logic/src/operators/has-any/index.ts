import { frag } from '../../frag.ts';
import { example, operator } from '../../operator.ts';
import { known } from '../../sql-parts.ts';
import { elements } from '../compare.ts';
import { MANY } from '../many.ts';

export const hasAny = operator({
  name: 'has_any',
  signature: MANY,
  nullRule: 'empty',
  evaluate: ([many, list]) => elements(list).some((item) => elements(many).includes(item)),
  sql: (call) => known(frag`${call.arg(0)} && ${call.arg(1)}`, call),
  docs: {
    zh: {
      label: '包含任一',
      text: '多值字段含有列表中的至少一项。空视为没有元素。',
      words: '{0} 包含 {1} 之一',
    },
    en: {
      label: 'has any of',
      text: 'The many-value holds at least one item of the list. Null counts as no elements.',
      words: '{0} has any of {1}',
    },
  },
  examples: [example({ has_any: [{ var: 'tags' }, ['a', 'b']] }, true, { tags: ['b', 'c'] })],
});
