import { frag } from '../../frag.ts';
import { example, operator, params } from '../../operator.ts';
import { elements } from '../compare.ts';

export const some = operator({
  name: 'some',
  signature: params([{ is: 'rows' }, { is: 'body' }], 'boolean'),
  nullRule: 'empty',
  evaluate: ([results]) => elements(results).includes(true),
  sql: (call) => {
    const { from, where, body } = call.rows();
    return frag`EXISTS (SELECT 1 FROM ${from} WHERE ${where} AND ${body})`;
  },
  docs: {
    zh: {
      label: '存在',
      text: '至少一行满足条件。没有行时为假;条件为空视为不满足。',
      words: '{0} 中存在:{1}',
    },
    en: {
      label: 'some',
      text: 'At least one row meets the condition. False without rows; a null condition is not met.',
      words: 'some of {0}: {1}',
    },
  },
  examples: [
    example({ some: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 4] }] }, true, {
      lines: [{ price: '5' }],
    }),
  ],
});
