import { frag } from '../../frag.ts';
import { example, operator, params } from '../../operator.ts';
import { elements } from '../compare.ts';

export const all = operator({
  name: 'all',
  signature: params([{ is: 'rows' }, { is: 'body' }], 'boolean'),
  nullRule: 'empty',
  evaluate: ([results]) => elements(results).every((result) => result === true),
  sql: (call) => {
    const { from, where, body } = call.rows();
    return frag`(NOT EXISTS (SELECT 1 FROM ${from} WHERE ${where} AND ${body} IS NOT TRUE))`;
  },
  docs: {
    zh: { label: '全部', text: '每一行都满足条件。没有行时为真;条件为空视为不满足。', words: '{0} 全部:{1}' },
    en: {
      label: 'all',
      text: 'Every row meets the condition. True without rows; a null condition is not met.',
      words: 'all of {0}: {1}',
    },
  },
  examples: [
    example({ all: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 4] }] }, true, {
      lines: [{ price: '5' }],
    }),
  ],
});
