import type { FieldType } from '../../contract.ts';
import { cleanText } from '../../values/text.ts';

export type TextConfig = {
  /** Most characters (Unicode code points). */
  readonly maxLength: number;
};

/** One line of text. */
export const text: FieldType<TextConfig, string> = {
  type: 'text',
  icon: 'font-size',
  group: 'text',
  label: { zh: '单行文本', en: 'Text' },
  description: {
    zh: '一行文字，如名称、编号、职务',
    en: 'A line of text such as a name, a code or a job title',
  },
  example: { value: '云岭智能装备（苏州）有限公司' },
  kind: 'text',
  config: {
    schema: {
      type: 'object',
      required: ['maxLength'],
      additionalProperties: false,
      properties: { maxLength: { type: 'integer', minimum: 1, maximum: 10_000 } },
    },
    defaults: () => ({ maxLength: 200 }),
  },
  valueSchema: (config) => ({ type: 'string', minLength: 1, maxLength: config.maxLength }),
  normalise: (input) => cleanText(input),
  parse: (input) => cleanText(input),
  format: (value) => value,
  column: () => 'text',
  title: true,
  unique: true,
};
