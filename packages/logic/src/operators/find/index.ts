import { frag } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { lengthOf } from '../text-shape.ts';

export const find = operator({
  name: 'find',
  signature: params([value('text'), value('text')], 'number'),
  nullRule: 'empty',
  evaluate: ([text, needle]) => {
    if (typeof text !== 'string' || typeof needle !== 'string') return '0';
    const at = text.indexOf(needle);
    return at < 0 ? '0' : String(lengthOf(text.slice(0, at)) + 1);
  },
  sql: (call) => frag`coalesce(strpos(${call.arg(0)}, ${call.arg(1)}), 0)::numeric`,
  docs: {
    zh: {
      label: '位置',
      text: '文字第一次出现的位置(第一个字为 1),没有时为 0;区分大小写。任一方为空时为 0。',
      words: '{1} 在 {0} 中的位置',
    },
    en: {
      label: 'position',
      text: 'Where a text first occurs, the first character is 1, and 0 where it does not; case matters. 0 for a null operand.',
      words: 'the position of {1} in {0}',
    },
  },
  examples: [example({ find: [{ var: 'name' }, '-'] }, '3', { name: 'AB-01' })],
});
