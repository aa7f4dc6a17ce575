import { frag } from '../../frag.ts';
import { example, operator, params, same } from '../../operator.ts';
import { known } from '../../sql-parts.ts';
import { compareValues, ORDERED, ordered } from '../compare.ts';

export const between = operator({
  name: 'between',
  signature: params([same(...ORDERED), same(...ORDERED), same(...ORDERED)], 'boolean'),
  nullRule: 'false',
  evaluate: ([x = null, low = null, high = null], { of }) =>
    x !== null &&
    low !== null &&
    high !== null &&
    compareValues(low, x, of) <= 0 &&
    compareValues(x, high, of) <= 0,
  sql: (call) => known(frag`${ordered(call, 0)} BETWEEN ${ordered(call, 1)} AND ${ordered(call, 2)}`, call),
  docs: {
    zh: {
      label: '介于',
      text: '第一个值在后两个之间,含两端。任一为空或上下限颠倒时为假。',
      words: '{0} 介于 {1} 和 {2} 之间',
    },
    en: {
      label: 'is between',
      text: 'The first value lies between the other two, bounds included. False when any is null or the bounds are swapped.',
      words: '{0} is between {1} and {2}',
    },
  },
  examples: [example({ between: [{ var: 'amount' }, 1, 10] }, true, { amount: '10' })],
});
