import { frag } from '../../frag.ts';
import { example, listOf, operator } from '../../operator.ts';
import { elements } from '../compare.ts';
import { asList, LIST } from '../lists.ts';

export const distinct = operator({
  name: 'distinct',
  signature: listOf([LIST], 'same'),
  nullRule: 'empty',
  evaluate: ([list]) => asList([...new Set(elements(list))]),
  sql: (call) => {
    const { from, where, value, order } = call.elements(0);
    return frag`(SELECT array_agg(_d.v ORDER BY _d.o) FROM (SELECT ${value} AS v, min(${order}) AS o FROM ${from} WHERE ${where} GROUP BY 1) AS _d)`;
  },
  docs: {
    zh: { label: '去重', text: '每个值只留第一次出现的。空视为没有元素,没有元素时为空。', words: '{0} 去重' },
    en: {
      label: 'without repeats',
      text: 'Each value once, where it came first. Null counts as no elements, and no elements are null.',
      words: '{0} without repeats',
    },
  },
  examples: [
    example({ distinct: { var: 'lines.item' } }, ['a', 'b'], {
      lines: [{ item: 'a' }, { item: 'b' }, { item: 'a' }],
    }),
  ],
});
