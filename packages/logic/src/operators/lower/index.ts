import { exchange, SMALL } from '../../fold.ts';
import { frag, param } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';

// lower() under "C" changes ASCII alone; the rest is our own list.
const FAR = [...SMALL].filter(([from]) => from > '\x7f');
const [FROM, TO] = [FAR.map(([from]) => from).join(''), FAR.map(([, to]) => to).join('')];

export const lower = operator({
  name: 'lower',
  signature: params([value('text')], 'text'),
  nullRule: 'propagates',
  evaluate: ([text]) => (typeof text === 'string' ? exchange(text, SMALL) : null),
  sql: (call) =>
    frag`translate(lower(${call.arg(0)} COLLATE "C"), ${param(FROM, 'text')}, ${param(TO, 'text')})`,
  docs: {
    zh: {
      label: '小写',
      text: '大写字母变为小写(拉丁、希腊、西里尔、全角等一对一的字母)。空仍为空。',
      words: '{0} 的小写',
    },
    en: {
      label: 'small letters',
      text: 'Capitals become small letters, where there is one for one (Latin, Greek, Cyrillic, full-width …). Null stays null.',
      words: '{0} in small letters',
    },
  },
  examples: [example({ lower: { var: 'name' } }, 'abc', { name: 'ABC' })],
});
