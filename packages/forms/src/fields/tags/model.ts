import { fail, type Issue, ok, type Result } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { cleanText } from '../../values/text.ts';

export type TagsConfig = {
  /** Most characters of one tag. */
  readonly maxLength: number;
  readonly minItems?: number;
  readonly maxItems?: number;
};

/** What stands between tags in a text, and so in no tag. */
const SEPARATORS = /[、,，;；|｜\n\t]/;

/** Free words; whoever fills in a record may add new ones. Kept in the order given, each once. */
export const tags: FieldType<TagsConfig, readonly string[]> = {
  type: 'tags',
  icon: 'tags',
  group: 'choice',
  label: { zh: '标签', en: 'Tags' },
  description: {
    zh: '自由添加的多个标签，会提示用过的',
    en: 'Free words to mark a record with; used ones are offered',
  },
  example: { value: ['重点客户', '出口', '2026展会'], config: { maxLength: 30, maxItems: 5 } },
  kind: 'text',
  many: true,
  config: {
    schema: {
      type: 'object',
      required: ['maxLength'],
      additionalProperties: false,
      properties: {
        maxLength: { type: 'integer', minimum: 1, maximum: 200 },
        minItems: { type: 'integer', minimum: 1, maximum: 100 },
        maxItems: { type: 'integer', minimum: 1, maximum: 100 },
      },
    },
    defaults: () => ({ maxLength: 30 }),
  },
  check: ({ minItems = 0, maxItems = 100 }) =>
    minItems > maxItems ? [{ path: ['maxItems'], code: 'range_reversed' }] : [],
  valueSchema: ({ maxLength, minItems, maxItems = 100 }) => ({
    type: 'array',
    uniqueItems: true,
    ...(minItems === undefined ? {} : { minItems }),
    maxItems,
    items: { type: 'string', minLength: 1, maxLength },
  }),
  normalise: (input) => {
    if (input === null || input === undefined) return ok(null);
    return Array.isArray(input) ? collect(input) : fail({ path: [], code: 'not_list' });
  },
  parse: (input) => collect(input.split(SEPARATORS)),
  format: (value, _config, env) => value.join(env.locale === 'zh' ? '、' : ', '),
  column: () => 'text[]',
};

/** The tags of a list, each cleaned, split where it holds a separator, and taken once. */
function collect(input: readonly unknown[]): Result<readonly string[] | null> {
  const found = new Set<string>();
  const issues: Issue[] = [];
  for (const [index, item] of input.entries()) {
    const text = cleanText(item, 'many');
    if (!text.ok) issues.push(...text.issues.map((issue) => ({ ...issue, path: [index, ...issue.path] })));
    else for (const part of (text.value ?? '').split(SEPARATORS)) if (part.trim()) found.add(part.trim());
  }
  if (issues.length > 0) return fail(...issues);
  return ok(found.size === 0 ? null : [...found]);
}
