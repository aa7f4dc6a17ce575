import { frag } from '../../frag.ts';
import { example, operator, params, same } from '../../operator.ts';
import { known } from '../../sql-parts.ts';
import { SCALAR } from '../compare.ts';

export const eq = operator({
  name: '==',
  signature: params([same(...SCALAR), same(...SCALAR)], 'boolean'),
  nullRule: 'value',
  evaluate: ([a, b]) => a === b,
  sql: (call) => {
    const [a, b] = [call.arg(0), call.arg(1)];
    // With a value that is never null on one side a plain, indexable `=` can only miss null, which is false here.
    const plain = call.present(0) || call.present(1);
    return plain ? known(frag`${a} = ${b}`, call) : frag`(${a} IS NOT DISTINCT FROM ${b})`;
  },
  docs: {
    zh: {
      label: '等于',
      text: '两个值相同。空只等于空,结果从不为空。文字区分大小写,选项按键比较。',
      words: '{0} 等于 {1}',
    },
    en: {
      label: 'equals',
      text: 'The two values are the same. Null equals null only, and the result is never null. Text is case-sensitive, options compare by key.',
      words: '{0} is {1}',
    },
  },
  examples: [example({ '==': [{ var: 'amount' }, 1.5] }, true, { amount: '1.50' })],
});
