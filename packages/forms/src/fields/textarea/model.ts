import type { FieldType } from '../../contract.ts';
import { cleanText } from '../../values/text.ts';

export type TextareaConfig = {
  /** Most characters (Unicode code points). */
  readonly maxLength: number;
  readonly minLength?: number;
  /** Lines shown before the box grows. */
  readonly rows: number;
  /** Headings, lists, emphasis and links are written as in Markdown and drawn where the text is read. */
  readonly format?: 'markdown';
  /** Web addresses inside the text can be opened. */
  readonly links?: boolean;
};

/** Several lines of text. */
export const textarea: FieldType<TextareaConfig, string> = {
  type: 'textarea',
  icon: 'align-left',
  group: 'text',
  label: { zh: '多行文本', en: 'Long text' },
  description: { zh: '多行文字，如备注、需求描述', en: 'Several lines such as notes or requirements' },
  example: {
    value:
      '# 拜访结论\n客户对**交期**很在意，下周要办两件事：\n- 带方案去现场\n- 发[样机资料](https://yunling.example.com/plan)',
    config: { maxLength: 10_000, rows: 3, format: 'markdown' },
  },
  kind: 'text',
  config: {
    schema: {
      type: 'object',
      required: ['maxLength', 'rows'],
      additionalProperties: false,
      properties: {
        maxLength: { type: 'integer', minimum: 1, maximum: 100_000 },
        minLength: { type: 'integer', minimum: 1, maximum: 100_000 },
        rows: { type: 'integer', minimum: 2, maximum: 20 },
        format: { const: 'markdown' },
        links: { type: 'boolean' },
      },
    },
    defaults: () => ({ maxLength: 10_000, rows: 3 }),
  },
  check: ({ minLength = 0, maxLength }) =>
    minLength > maxLength ? [{ path: ['minLength'], code: 'range_reversed' }] : [],
  valueSchema: ({ minLength = 1, maxLength }) => ({ type: 'string', minLength, maxLength }),
  normalise: (input) => cleanText(input, 'many'),
  parse: (input) => cleanText(input, 'many'),
  format: (value) => value,
  column: () => 'text',
  wide: true,
};
