import { frag } from '../../frag.ts';
import { example, operator, params } from '../../operator.ts';
import { elements } from '../compare.ts';
import { LIST } from '../lists.ts';

export const first = operator({
  name: 'first',
  signature: params([LIST], 'same'),
  nullRule: 'empty',
  evaluate: ([list]) => elements(list)[0] ?? null,
  sql: (call) => {
    const { from, where, value, order } = call.elements(0);
    return frag`(SELECT ${value} FROM ${from} WHERE ${where} ORDER BY ${order} LIMIT 1)`;
  },
  docs: {
    zh: { label: '第一个', text: '列表的第一个值;没有时为空。', words: '{0} 的第一个' },
    en: { label: 'first', text: 'The first value of a list; null without any.', words: 'the first of {0}' },
  },
  examples: [example({ first: { var: 'words' } }, 'a', { words: ['a', 'b'] })],
});
