import { frag, param, raw } from '../../frag.ts';
import { MAX_TEXT } from '../../literal.ts';
import { example, operator, type Param, params, value } from '../../operator.ts';
import { elements } from '../compare.ts';
import { clip, WRITTEN, writtenOf, writtenSql } from '../text-shape.ts';

/** Characters of one item: ten thousand of them still fit into memory. */
const MAX_ITEM = 10_000;

const LIST: Param = { is: 'value', kinds: WRITTEN, many: true };

export const join = operator({
  name: 'join',
  signature: params([LIST, value('text')], 'text'),
  nullRule: 'empty',
  evaluate: ([list, separator], { types, env }) => {
    const items = elements(list).map((item) => {
      const text = writtenOf(item, types[0]?.kind, env);
      return text.length > MAX_ITEM ? [...text].slice(0, MAX_ITEM).join('') : text;
    });
    return clip(items.join(typeof separator === 'string' ? separator : '')) || null;
  },
  sql: (call) => {
    const { from, where, value: item, order } = call.elements(0);
    const text = frag`left(${writtenSql(item, call.types[0]?.kind, call)}, ${raw(String(MAX_ITEM))})`;
    const separator = frag`coalesce(${call.arg(1)}, '')`;
    return frag`nullif(left((SELECT string_agg(${text}, ${separator} ORDER BY ${order}) FROM ${from} WHERE ${where}), ${param(MAX_TEXT, 'int')}), '')`;
  },
  docs: {
    zh: {
      label: '连接',
      text: '用分隔符把列表的各项连成文字,每项最多一万字。空项不计,没有文字时为空。',
      words: '{0} 用 {1} 连接',
    },
    en: {
      label: 'joined',
      text: 'The items of a list as one text with a separator between them, at most ten thousand characters each. Null without text.',
      words: '{0} joined with {1}',
    },
  },
  examples: [example({ join: [{ var: 'words' }, '、'] }, 'a、b', { words: ['a', 'b'] })],
});
