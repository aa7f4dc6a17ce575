import { frag, raw } from '../../frag.ts';
import { MAX_TEXT } from '../../literal.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fence, wholeBetween } from '../../sql-parts.ts';
import { whole } from '../whole.ts';

export const mid = operator({
  name: 'mid',
  signature: params([value('text'), value('number'), value('number')], 'text'),
  nullRule: 'propagates',
  evaluate: ([text, from, count]) => {
    if (typeof text !== 'string' || typeof from !== 'string' || typeof count !== 'string') return null;
    const start = whole(from, 0, MAX_TEXT + 1);
    if (start < 1) return null;
    return [...text].slice(start - 1, start - 1 + whole(count, 0, MAX_TEXT)).join('') || null;
  },
  sql: (call) => {
    const [from, count] = [
      wholeBetween(raw('_f.s'), 1, MAX_TEXT + 1),
      wholeBetween(raw('_f.n'), 0, MAX_TEXT),
    ];
    return fence(
      { t: call.arg(0), s: call.arg(1), n: call.arg(2) },
      frag`CASE WHEN trunc(_f.s) >= 1 AND _f.n IS NOT NULL THEN nullif(substr(_f.t, ${from}, ${count}), '') END`,
    );
  },
  docs: {
    zh: {
      label: '中间',
      text: '从某个位置(第一个字为 1)起的若干个字,数值取整;位置小于 1、没有文字、或任一方为空时为空。',
      words: '{0} 从 {1} 起 {2} 个字',
    },
    en: {
      label: 'middle',
      text: 'So many characters from a position on, the first is 1; numbers are cut to whole ones. Null for a position below 1, without characters, and for a null operand.',
      words: '{2} characters of {0} from {1} on',
    },
  },
  examples: [example({ mid: [{ var: 'name' }, 2, 2] }, 'bc', { name: 'abcd' })],
});
