import { frag } from '../../frag.ts';
import { example, operator, params, same } from '../../operator.ts';
import { known } from '../../sql-parts.ts';
import { elements, SCALAR } from '../compare.ts';

export const isIn = operator({
  name: 'in',
  signature: params([same(...SCALAR), { is: 'list' }], 'boolean'),
  nullRule: 'false',
  evaluate: ([x = null, list]) => x !== null && elements(list).includes(x),
  sql: (call) => {
    const list = call.arg(1);
    // ANY((SELECT …)) would mean the rows of the query, not the array that it yields.
    const array = list.text[0]?.startsWith('(SELECT') ? frag`coalesce(${list})` : list;
    return known(frag`${call.arg(0)} = ANY(${array})`, call);
  },
  docs: {
    zh: { label: '属于', text: '值是列表(或多值字段)中的一项。空值或空列表为假。', words: '{0} 属于 {1}' },
    en: {
      label: 'is one of',
      text: 'The value is an item of the list or many-value. False for null and for an empty list.',
      words: '{0} is one of {1}',
    },
  },
  examples: [example({ in: [{ var: 'stage' }, ['won', 'lost']] }, true, { stage: 'won' })],
});
