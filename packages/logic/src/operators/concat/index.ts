import { frag, join, param } from '../../frag.ts';
import { MAX_TEXT } from '../../literal.ts';
import { example, operator, repeated, value } from '../../operator.ts';
import { clip, WRITTEN, writtenOf, writtenSql } from '../text-shape.ts';

export const concat = operator({
  name: 'concat',
  signature: repeated(value(...WRITTEN), 1, 100, 'text'),
  nullRule: 'empty',
  evaluate: (args, { types, env }) =>
    clip(args.map((arg, index) => writtenOf(arg, types[index]?.kind, env)).join('')) || null,
  sql: (call) => {
    const parts = call.types.map(({ kind }, index) => writtenSql(call.arg(index), kind, call));
    return frag`nullif(left(concat(${join(parts, ', ')}), ${param(MAX_TEXT, 'int')}), '')`;
  },
  docs: {
    zh: {
      label: '拼接',
      text: '把各部分接成文字。空视为没有文字;结果没有文字时为空。日期时间按企业时区写到秒。最长一百万字。',
      words: '拼接({*,})',
    },
    en: {
      label: 'join text',
      text: 'The parts as one text. Null counts as no text, and no text is null. Dates and times are written to the second in the zone of the workspace. At most a million characters.',
      words: '({*, }) joined',
    },
  },
  examples: [
    example({ concat: [{ var: 'name' }, '-', { var: 'amount' }] }, 'A-1.5', { name: 'A', amount: '1.50' }),
  ],
});
