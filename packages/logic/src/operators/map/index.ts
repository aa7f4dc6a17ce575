import { example, listOf, operator } from '../../operator.ts';
import { arrayOf } from '../../sql-parts.ts';
import { elements, SCALAR } from '../compare.ts';
import { asList } from '../lists.ts';

export const map = operator({
  name: 'map',
  signature: listOf([{ is: 'rows' }, { is: 'body', kinds: SCALAR, same: true }], 'same'),
  nullRule: 'empty',
  evaluate: ([results]) => asList(elements(results)),
  sql: (call) => arrayOf(call.elements()),
  docs: {
    zh: {
      label: '逐行计算',
      text: '对每一行(或每个元素)计算,得到列表。空的结果不计;没有结果时为空。',
      words: '{0} 逐行的 {1}',
    },
    en: {
      label: 'for each row',
      text: 'A value for each row or element, as a list. Null results are left out; no results are null.',
      words: '{1} for each of {0}',
    },
  },
  examples: [
    example({ map: [{ var: 'lines' }, { '*': [{ var: 'row.price' }, 2] }] }, ['10'], {
      lines: [{ price: '5' }, { price: null }],
    }),
    example({ var: 'lines.item' }, ['a', 'b'], { lines: [{ item: 'a' }, { item: 'b' }] }),
  ],
});
