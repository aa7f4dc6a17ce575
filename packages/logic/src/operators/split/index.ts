import { raw } from '../../frag.ts';
import { example, listOf, operator, value } from '../../operator.ts';
import { fence } from '../../sql-parts.ts';
import { asList } from '../lists.ts';

export const split = operator({
  name: 'split',
  signature: listOf([value('text'), value('text')], 'text'),
  nullRule: 'empty',
  evaluate: ([text, separator]) => {
    if (typeof text !== 'string') return null;
    const parts = typeof separator === 'string' ? text.split(separator) : [text];
    return asList(parts.filter((part) => part !== ''));
  },
  sql: (call) =>
    fence(
      { t: call.arg(0), s: call.arg(1) },
      raw(
        "CASE WHEN _f.t IS NULL THEN NULL WHEN _f.s IS NULL THEN ARRAY[_f.t] ELSE nullif(array_remove(string_to_array(_f.t, _f.s), ''), '{}') END",
      ),
    ),
  docs: {
    zh: {
      label: '拆分',
      text: '按分隔符拆成列表,空的部分不要;没有分隔符时整段为一项。空仍为空。',
      words: '{0} 按 {1} 拆分',
    },
    en: {
      label: 'split',
      text: 'The parts between separators as a list, without empty ones; the whole text without a separator. Null stays null.',
      words: '{0} split at {1}',
    },
  },
  examples: [example({ split: [{ var: 'name' }, ','] }, ['a', 'b'], { name: 'a,,b' })],
});
