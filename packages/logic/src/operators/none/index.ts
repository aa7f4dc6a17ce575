import { frag } from '../../frag.ts';
import { example, operator, params } from '../../operator.ts';
import { elements } from '../compare.ts';

export const none = operator({
  name: 'none',
  signature: params([{ is: 'rows' }, { is: 'body' }], 'boolean'),
  nullRule: 'empty',
  evaluate: ([results]) => !elements(results).includes(true),
  sql: (call) => {
    const { from, where, body } = call.rows();
    return frag`(NOT EXISTS (SELECT 1 FROM ${from} WHERE ${where} AND ${body}))`;
  },
  docs: {
    zh: {
      label: '不存在',
      text: '没有一行满足条件。没有行时为真;条件为空视为不满足。',
      words: '{0} 中不存在:{1}',
    },
    en: {
      label: 'none',
      text: 'No row meets the condition. True without rows; a null condition is not met.',
      words: 'none of {0}: {1}',
    },
  },
  examples: [
    example({ none: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 4] }] }, true, {
      lines: [{ price: '1' }],
    }),
  ],
});
