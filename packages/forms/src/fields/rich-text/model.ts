import { fail, ok, type Result } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { closedSettings, MIB, sizeSetting } from '../../values/files.ts';
import { cleanHtml } from '../../values/html.ts';
import { htmlOfText, picturesOf } from '../../values/markup.ts';
import { cleanText } from '../../values/text.ts';

export type RichTextConfig = {
  /** Most characters of the text, without markup. */
  readonly maxLength: number;
  /** Pictures may stand in the text. */
  readonly images: boolean;
  /** MiB of one picture. */
  readonly maxSize: number;
};

/** `text` is always that of `html`; lists, searches and exports show it. */
export type RichText = { readonly html: string; readonly text: string };

/** Markup may be so many times as long as the text. */
const MARKUP = 8;

/** Formatted text with headings, lists, links and pictures. */
export const richText: FieldType<RichTextConfig, RichText> = {
  type: 'rich_text',
  icon: 'file-text',
  group: 'text',
  label: { zh: '富文本', en: 'Rich text' },
  description: {
    zh: '带格式的长文，可插入标题、列表、链接和图片',
    en: 'Formatted text with headings, lists, links and pictures',
  },
  example: {
    value: {
      html: '<h2>现场调研纪要</h2><p>客户<strong>最关心</strong>三件事：</p><ol><li><p>产线节拍能否到 45 秒</p></li><li><p>与现有 <em>MES</em> 的接口</p></li><li><p>售后响应不超过 4 小时</p></li></ol><p>方案参考 <a href="https://example.com/case/17">同行案例</a>。</p>',
      text: '现场调研纪要\n客户最关心三件事：\n产线节拍能否到 45 秒\n与现有 MES 的接口\n售后响应不超过 4 小时\n方案参考 同行案例。',
    },
  },
  kind: 'json',
  config: {
    schema: closedSettings(['maxLength', 'images', 'maxSize'], {
      maxLength: { type: 'integer', minimum: 1, maximum: 100_000 },
      images: { type: 'boolean' },
      maxSize: sizeSetting,
    }),
    defaults: () => ({ maxLength: 20_000, images: true, maxSize: 10 }),
  },
  valueSchema: ({ maxLength }) => ({
    type: 'object',
    properties: {
      html: { type: 'string', minLength: 1, maxLength: maxLength * MARKUP + 1000 },
      text: { type: 'string', maxLength },
    },
    required: ['html', 'text'],
    additionalProperties: false,
  }),
  normalise: (input, config) => {
    if (input === null || input === undefined) return ok(null);
    // Markup alone is taken too: the text follows from it.
    const html = typeof input === 'object' ? (input as { html?: unknown }).html : input;
    return typeof html === 'string' ? cleaned(html, config) : fail({ path: [], code: 'not_rich_text' });
  },
  parse: (input, config) => {
    const text = cleanText(input, 'many');
    if (!text.ok) return text;
    return text.value === null ? ok(null) : cleaned(htmlOfText(text.value), config);
  },
  format: (value) => value.text,
  lossy: true,
  filters: ['contains', 'not_contains', 'is_empty', 'not_empty'],
  plain: (value) => value.text,
  files: {
    limits: ({ maxSize }) => ({ kinds: ['image'], maxBytes: maxSize * MIB }),
    ids: (value) => picturesOf(value.html),
  },
  column: () => 'jsonb',
  wide: true,
};

/** Nothing to read and nothing to see is empty. */
function cleaned(input: string, { images }: RichTextConfig): Result<RichText | null> {
  const { html, text, files } = cleanHtml(input);
  if (text === '' && files.length === 0) return ok(null);
  if (files.length > 0 && !images) return fail({ path: [], code: 'no_images' });
  return ok({ html, text });
}
