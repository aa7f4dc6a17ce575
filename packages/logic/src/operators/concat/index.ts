import { frag, join, param } from '../../frag.ts';
import { MAX_TEXT } from '../../literal.ts';
import { operator, repeated, type SqlCall, value } from '../../operator.ts';
import type { Frag } from '../../types.ts';

const clip = (text: string): string =>
  text.length <= MAX_TEXT ? text : [...text].slice(0, MAX_TEXT).join('');

/** Written out, since PostgreSQL's own text of dates and numbers depends on settings and scale. */
function toText(call: SqlCall, index: number): Frag {
  const arg = call.arg(index);
  switch (call.types[index]?.kind) {
    case 'number':
      return frag`trim_scale(${arg})::text`;
    case 'date':
      return frag`to_char(${arg}, ${param('YYYY-MM-DD', 'text')})`;
    case 'time':
      return frag`to_char(${arg}, ${param('HH24:MI:SS', 'text')})`;
    default:
      return arg;
  }
}

export const concat = operator({
  name: 'concat',
  signature: repeated(value('text', 'number', 'date', 'time'), 1, 100, 'text'),
  nullRule: 'empty',
  evaluate: (args) => clip(args.map((arg) => arg ?? '').join('')) || null,
  sql: (call) => {
    const parts = Array.from({ length: call.count }, (_, index) => toText(call, index));
    return frag`nullif(left(concat(${join(parts, ', ')}), ${param(MAX_TEXT, 'int')}), '')`;
  },
  docs: {
    zh: {
      label: '拼接',
      text: '把各部分接成文字。空视为没有文字;结果没有文字时为空。最长一百万字。',
      words: '拼接({*,})',
    },
    en: {
      label: 'join text',
      text: 'The parts as one text. Null counts as no text, and no text is null. At most a million characters.',
      words: '({*, }) joined',
    },
  },
});
