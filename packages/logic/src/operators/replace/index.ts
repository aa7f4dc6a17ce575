import { raw } from '../../frag.ts';
import { MAX_TEXT } from '../../literal.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fence } from '../../sql-parts.ts';
import { fitted, lengthOf } from '../text-shape.ts';

export const replace = operator({
  name: 'replace',
  signature: params([value('text'), value('text'), value('text')], 'text'),
  nullRule: 'empty',
  evaluate: ([text, needle, instead]) => {
    if (typeof text !== 'string' || typeof needle !== 'string') return text ?? null;
    const parts = text.split(needle);
    const by = typeof instead === 'string' ? instead : '';
    // Before it is made: a million characters of a million each would not fit anywhere.
    const size = lengthOf(text) + (parts.length - 1) * (lengthOf(by) - lengthOf(needle));
    return size > MAX_TEXT ? null : fitted(parts.join(by));
  },
  sql: (call) => {
    const count = "(char_length(_f.t) - char_length(replace(_f.t, _f.f, ''))) / char_length(_f.f)::bigint";
    const size = `char_length(_f.t) + ${count} * (char_length(_f.w) - char_length(_f.f))`;
    return fence(
      { t: call.arg(0), f: call.arg(1), w: call.arg(2) },
      raw(
        `CASE WHEN _f.f IS NULL THEN _f.t WHEN ${size.replaceAll('_f.w', "coalesce(_f.w, '')")} <= ${MAX_TEXT} THEN nullif(replace(_f.t, _f.f, coalesce(_f.w, '')), '') END`,
      ),
    );
  },
  docs: {
    zh: {
      label: '替换',
      text: '把所有找到的文字换掉,区分大小写。没有要找的文字时照旧,替换为空即删除;没有剩下文字或超过一百万字时为空。',
      words: '{0} 中的 {1} 换成 {2}',
    },
    en: {
      label: 'replace',
      text: 'Every occurrence replaced; case matters. As it is when there is nothing to look for; null for the new text deletes. Null when nothing is left and beyond a million characters.',
      words: '{0} with {2} for {1}',
    },
  },
  examples: [example({ replace: [{ var: 'name' }, '/', '-'] }, '2026-03', { name: '2026/03' })],
});
