import { frag } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { wholeBetween } from '../../sql-parts.ts';
import { elements } from '../compare.ts';
import { LIST } from '../lists.ts';
import { whole } from '../whole.ts';

export const item = operator({
  name: 'item',
  signature: params([LIST, value('number')], 'same'),
  nullRule: 'empty',
  evaluate: ([list, position]) =>
    typeof position === 'string' ? (elements(list)[whole(position, 0, 2e9) - 1] ?? null) : null,
  sql: (call) => frag`(${call.arg(0)})[${wholeBetween(call.arg(1), 0, 2e9)}]`,
  docs: {
    zh: {
      label: '第几个',
      text: '列表中某个位置(取整)的值,第一个为 1;没有时为空。',
      words: '{0} 的第 {1} 个',
    },
    en: {
      label: 'item',
      text: 'The value at a position of a list (cut to a whole number), the first is 1; null where there is none.',
      words: 'item {1} of {0}',
    },
  },
  examples: [example({ item: [{ split: [{ var: 'name' }, '-'] }, 2] }, 'b', { name: 'a-b' })],
});
