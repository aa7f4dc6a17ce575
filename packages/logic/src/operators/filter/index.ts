import { example, operator, type Signature } from '../../operator.ts';
import { arrayOf } from '../../sql-parts.ts';
import { elements } from '../compare.ts';
import { asList } from '../lists.ts';

const signature: Signature = {
  min: 2,
  max: 2,
  params: () => [{ is: 'rows' }, { is: 'body' }],
  result: 'source',
  many: true,
};

export const filter = operator({
  name: 'filter',
  signature,
  nullRule: 'empty',
  evaluate: ([kept]) => asList(elements(kept)),
  sql: (call) => arrayOf(call.elements()),
  docs: {
    zh: {
      label: '筛选',
      text: '满足条件的行或元素;条件为空视为不满足。没有时为空。行可再计数、求和或逐行计算。',
      words: '{0} 中满足 {1} 的',
    },
    en: {
      label: 'those that',
      text: 'The rows or elements that meet the condition; a null condition is not met. Null when there are none. Rows can be counted, summed up or mapped.',
      words: 'those of {0} with {1}',
    },
  },
  examples: [
    example({ filter: [{ var: 'scores' }, { '>': [{ var: 'row' }, 1] }] }, ['2'], { scores: ['1', '2'] }),
    example(
      {
        sum: {
          map: [{ filter: [{ var: 'lines' }, { '==': [{ var: 'row.item' }, 'a'] }] }, { var: 'row.price' }],
        },
      },
      '5',
      {
        lines: [
          { item: 'a', price: '5' },
          { item: 'b', price: '7' },
        ],
      },
    ),
  ],
  keeps: true,
});
