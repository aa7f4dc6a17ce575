import { frag } from '../../frag.ts';
import { example, operator, params } from '../../operator.ts';
import { elements } from '../compare.ts';
import { LIST } from '../lists.ts';

export const last = operator({
  name: 'last',
  signature: params([LIST], 'same'),
  nullRule: 'empty',
  evaluate: ([list]) => elements(list).at(-1) ?? null,
  sql: (call) => {
    const { from, where, value, order } = call.elements(0);
    return frag`(SELECT ${value} FROM ${from} WHERE ${where} ORDER BY ${order} DESC LIMIT 1)`;
  },
  docs: {
    zh: { label: '最后一个', text: '列表的最后一个值;没有时为空。', words: '{0} 的最后一个' },
    en: { label: 'last', text: 'The last value of a list; null without any.', words: 'the last of {0}' },
  },
  examples: [example({ last: { var: 'words' } }, 'b', { words: ['a', 'b'] })],
});
