import { CAPITAL, exchange } from '../../fold.ts';
import { frag, param } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';

// upper() under "C" changes ASCII alone; the rest is our own list.
const FAR = [...CAPITAL].filter(([from]) => from > '\x7f');
const [FROM, TO] = [FAR.map(([from]) => from).join(''), FAR.map(([, to]) => to).join('')];

export const upper = operator({
  name: 'upper',
  signature: params([value('text')], 'text'),
  nullRule: 'propagates',
  evaluate: ([text]) => (typeof text === 'string' ? exchange(text, CAPITAL) : null),
  sql: (call) =>
    frag`translate(upper(${call.arg(0)} COLLATE "C"), ${param(FROM, 'text')}, ${param(TO, 'text')})`,
  docs: {
    zh: {
      label: '大写',
      text: '小写字母变为大写(拉丁、希腊、西里尔、全角等一对一的字母)。空仍为空。',
      words: '{0} 的大写',
    },
    en: {
      label: 'capital letters',
      text: 'Small letters become capitals, where there is one for one (Latin, Greek, Cyrillic, full-width …). Null stays null.',
      words: '{0} in capitals',
    },
  },
  examples: [example({ upper: { var: 'name' } }, 'ABC', { name: 'abc' })],
});
