import { raw } from '../../frag.ts';
import { example, listOf, operator } from '../../operator.ts';
import { fence } from '../../sql-parts.ts';
import type { Value } from '../../types.ts';
import { elements } from '../compare.ts';
import { asList } from '../lists.ts';

export const fileNames = operator({
  name: 'file_names',
  signature: listOf([{ is: 'value', kinds: ['file'], many: true }], 'text'),
  nullRule: 'empty',
  evaluate: ([files = null]) =>
    asList(
      elements(files)
        .map(nameOf)
        .filter((name) => name !== null),
    ),
  sql: (call) =>
    fence(
      { f: call.arg(0) },
      raw(
        "(SELECT array_agg(_n.v->>'name' ORDER BY _n.o) FROM jsonb_array_elements(CASE WHEN jsonb_typeof(_f.f) = 'array' THEN _f.f END) WITH ORDINALITY AS _n(v, o) WHERE jsonb_typeof(_n.v->'name') = 'string' AND _n.v->>'name' <> '')",
      ),
    ),
  docs: {
    zh: { label: '文件名', text: '各文件的名称组成的列表。没有文件时为空。', words: '{0} 的文件名' },
    en: {
      label: 'names of files',
      text: 'The names of the files as a list. Null without files.',
      words: 'the file names of {0}',
    },
  },
  examples: [
    example({ file_names: { var: 'files' } }, ['合同.pdf'], { files: [{ name: '合同.pdf', size: 1 }] }),
  ],
});

function nameOf(file: Value): string | null {
  if (file === null || typeof file !== 'object' || Array.isArray(file) || !Object.hasOwn(file, 'name'))
    return null;
  const { name } = file as { readonly [key: string]: Value };
  return typeof name === 'string' && name !== '' ? name : null;
}
