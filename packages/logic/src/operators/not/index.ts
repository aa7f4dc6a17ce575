import { frag } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';

export const not = operator({
  name: '!',
  signature: params([value('boolean')], 'boolean'),
  nullRule: 'three-valued',
  evaluate: ([condition = null]) => (condition === null ? null : condition === false),
  sql: (call) => frag`(NOT ${call.arg(0)})`,
  docs: {
    zh: {
      label: '非',
      text: '真变假,假变真。空仍为空;比较从不为空,所以“非(金额 > 1)”包含空金额。',
      words: '不满足 {0}',
    },
    en: {
      label: 'not',
      text: 'True becomes false and false true. Null stays null; comparisons are never null, so “not (amount > 1)” includes records without an amount.',
      words: 'not {0}',
    },
  },
  examples: [example({ '!': { '>': [{ var: 'amount' }, 1] } }, true)],
});
