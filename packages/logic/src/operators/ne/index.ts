import { frag } from '../../frag.ts';
import { example, operator, params, same } from '../../operator.ts';
import { SCALAR } from '../compare.ts';

export const ne = operator({
  name: '!=',
  signature: params([same(...SCALAR), same(...SCALAR)], 'boolean'),
  nullRule: 'value',
  evaluate: ([a, b]) => a !== b,
  sql: (call) => frag`(${call.arg(0)} IS DISTINCT FROM ${call.arg(1)})`,
  docs: {
    zh: { label: '不等于', text: '两个值不同。空与任何值都不同,结果从不为空。', words: '{0} 不等于 {1}' },
    en: {
      label: 'differs from',
      text: 'The two values differ. Null differs from every value, and the result is never null.',
      words: '{0} is not {1}',
    },
  },
  examples: [example({ '!=': [{ var: 'stage' }, 'won'] }, true)],
});
