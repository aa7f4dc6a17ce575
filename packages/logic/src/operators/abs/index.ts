import { absDecimal } from '../../decimal.ts';
import { frag } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';

export const abs = operator({
  name: 'abs',
  signature: params([value('number')], 'number'),
  nullRule: 'propagates',
  evaluate: ([number]) => (typeof number === 'string' ? absDecimal(number) : null),
  sql: (call) => frag`abs(${call.arg(0)})`,
  docs: {
    zh: { label: '绝对值', text: '去掉正负号。空仍为空。', words: '{0} 的绝对值' },
    en: {
      label: 'absolute',
      text: 'The number without its sign. Null stays null.',
      words: 'the absolute value of {0}',
    },
  },
  examples: [example({ abs: { var: 'amount' } }, '2.5', { amount: '-2.5' })],
});
