import { fail, type LocalText, ok, type Result } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { type Mask, maskSchema } from '../../values/mask.ts';
import { isPattern, MAX_PATTERN, matchesPattern } from '../../values/pattern.ts';
import { andThen } from '../../values/result.ts';
import { cleanText } from '../../values/text.ts';
import { TEXT_FORMAT_NAMES, type TextFormatName, textFormat } from './formats.ts';

export type TextConfig = {
  /** Characters (Unicode code points) at most and at least. */
  readonly maxLength: number;
  readonly minLength?: number;
  /** A known form, or "pattern" for a regular expression of one's own. */
  readonly format?: TextFormatName | 'pattern';
  /** Must match the whole text; linear syntax (RE2). */
  readonly pattern?: string;
  /** What a text that does not match is told. */
  readonly patternMessage?: LocalText & { readonly [key: string]: string };
  readonly mask?: Mask;
  /** Web addresses inside the text can be opened. */
  readonly links?: boolean;
  /** Bar and QR codes may be scanned into the field, or can only be. */
  readonly scan?: 'offer' | 'only';
};

/** One line of text. */
export const text: FieldType<TextConfig, string> = {
  type: 'text',
  icon: 'font-size',
  group: 'text',
  label: { zh: '单行文本', en: 'Text' },
  description: {
    zh: '一行文字，如名称、编号、身份证号、信用代码',
    en: 'A line of text such as a name, a code or an ID number',
  },
  example: {
    value: '云岭智能装备（苏州）有限公司',
    config: { maxLength: 200, minLength: 2, scan: 'offer' },
  },
  kind: 'text',
  config: {
    schema: {
      type: 'object',
      required: ['maxLength'],
      additionalProperties: false,
      properties: {
        maxLength: { type: 'integer', minimum: 1, maximum: 10_000 },
        minLength: { type: 'integer', minimum: 1, maximum: 10_000 },
        format: { type: 'string', enum: [...TEXT_FORMAT_NAMES, 'pattern'] },
        pattern: { type: 'string', maxLength: MAX_PATTERN },
        patternMessage: { $ref: 'trellis:local-text' },
        mask: maskSchema,
        links: { type: 'boolean' },
        scan: { type: 'string', enum: ['offer', 'only'] },
      },
    },
    defaults: () => ({ maxLength: 200 }),
  },
  check: ({ minLength = 0, maxLength, format, pattern }) => [
    ...(minLength > maxLength ? [{ path: ['minLength'], code: 'range_reversed' }] : []),
    ...(format === 'pattern' && !(pattern && isPattern(pattern))
      ? [{ path: ['pattern'], code: 'bad_pattern' }]
      : []),
  ],
  valueSchema: ({ minLength = 1, maxLength }) => ({ type: 'string', minLength, maxLength }),
  normalise: (input, config) => fitting(cleanText(input), config),
  parse: (input, config) => fitting(cleanText(input), config),
  format: (value) => value,
  column: () => 'text',
  mask: ({ mask }) => mask,
  title: true,
  unique: true,
  reading: ({ format }) => (format === 'credit_code' ? 'code' : undefined),
};

/**
 * The text in the form that is asked for. Judged where a text comes in, so that a form asked for later does not block
 * records that hold older texts.
 */
function fitting(text: Result<string | null>, config: TextConfig): Result<string | null> {
  const { format, pattern, patternMessage: said } = config;
  return andThen(text, (value) => {
    if (format === 'pattern') {
      if (!pattern || matchesPattern(pattern, value)) return ok(value);
      return fail(
        said
          ? {
              path: [],
              code: 'check_failed',
              params: { check: 'pattern', zh: said.zh, en: said.en || said.zh },
            }
          : { path: [], code: 'pattern_mismatch' },
      );
    }
    const known = textFormat(format);
    if (!known) return ok(value);
    const clean = known.clean(value);
    return known.test(clean) ? ok(clean) : fail({ path: [], code: known.code });
  });
}
