import { frag, raw } from '../../frag.ts';
import { MAX_TEXT } from '../../literal.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fence, wholeBetween } from '../../sql-parts.ts';
import { lengthOf } from '../text-shape.ts';
import { whole } from '../whole.ts';

export const repeat = operator({
  name: 'repeat',
  signature: params([value('text'), value('number')], 'text'),
  nullRule: 'propagates',
  evaluate: ([text, count]) => {
    if (typeof text !== 'string' || typeof count !== 'string') return null;
    const times = whole(count, 0, MAX_TEXT + 1);
    return lengthOf(text) * times > MAX_TEXT ? null : text.repeat(times) || null;
  },
  sql: (call) =>
    fence(
      { t: call.arg(0), n: call.arg(1) },
      fence(
        {
          t: raw('_f.t'),
          n: frag`CASE WHEN _f.n IS NOT NULL THEN ${wholeBetween(raw('_f.n'), 0, MAX_TEXT + 1)} END`,
        },
        raw(
          `CASE WHEN char_length(_f.t)::bigint * _f.n <= ${MAX_TEXT} THEN nullif(repeat(_f.t, _f.n), '') END`,
        ),
      ),
    ),
  docs: {
    zh: {
      label: '重复',
      text: '把文字重复若干次(取整)。没有文字、任一方为空、或超过一百万字时为空。',
      words: '{0} 重复 {1} 次',
    },
    en: {
      label: 'repeat',
      text: 'The text so many times over (cut to a whole number). Null without text, for a null operand and beyond a million characters.',
      words: '{0} {1} times',
    },
  },
  examples: [example({ repeat: [{ var: 'name' }, 3] }, 'ababab', { name: 'ab' })],
});
