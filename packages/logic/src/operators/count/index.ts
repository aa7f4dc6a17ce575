import { frag } from '../../frag.ts';
import { example, operator, params } from '../../operator.ts';
import { elements } from '../compare.ts';

export const count = operator({
  name: 'count',
  signature: params([{ is: 'rows' }, { is: 'body' }], 'number', 1),
  nullRule: 'empty',
  evaluate: ([rows], { types }) =>
    String(
      types.length === 1 ? elements(rows).length : elements(rows).filter((result) => result === true).length,
    ),
  sql: (call) => {
    const { from, where, body } = call.rows();
    return frag`(SELECT count(*)::numeric FROM ${from} WHERE ${where} AND ${body})`;
  },
  docs: {
    zh: { label: '计数', text: '行数或元素数;给了条件时只数满足条件的。没有行时为 0。', words: '{0} 的数量' },
    en: {
      label: 'count',
      text: 'The number of rows or elements; with a condition only of those that meet it. 0 without rows.',
      words: 'the number of {0}',
    },
  },
  examples: [
    example({ count: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 4] }] }, '1', {
      lines: [{ price: '5' }, { price: null }],
    }),
  ],
});
