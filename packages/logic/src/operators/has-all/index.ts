import { frag } from '../../frag.ts';
import { example, operator } from '../../operator.ts';
import { known } from '../../sql-parts.ts';
import { elements } from '../compare.ts';
import { MANY } from '../many.ts';

export const hasAll = operator({
  name: 'has_all',
  signature: MANY,
  nullRule: 'empty',
  evaluate: ([many, list]) => elements(list).every((item) => elements(many).includes(item)),
  sql: (call) => {
    const wanted = call.literal(1);
    // Without elements to look for an empty many-value has them all, so null must not slip into false.
    return elements(wanted).length > 0
      ? known(frag`${call.arg(0)} @> ${call.arg(1)}`, call)
      : frag`(coalesce(${call.arg(0)}, '{}') @> coalesce(${call.arg(1)}, '{}'))`;
  },
  docs: {
    zh: {
      label: '包含全部',
      text: '多值字段含有列表中的每一项;列表为空时为真。空视为没有元素。',
      words: '{0} 包含全部 {1}',
    },
    en: {
      label: 'has all of',
      text: 'The many-value holds every item of the list; true for an empty list. Null counts as no elements.',
      words: '{0} has all of {1}',
    },
  },
  examples: [example({ has_all: [{ var: 'tags' }, ['a', 'b']] }, true, { tags: ['b', 'a', 'c'] })],
});
