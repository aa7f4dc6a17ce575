import { ok } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { type Mask, maskSchema } from '../../values/mask.ts';
import { andThen } from '../../values/result.ts';
import { cleanText, halfWidth } from '../../values/text.ts';

export type EmailConfig = { readonly mask?: Mask };

/** An e-mail address; the domain in lower case. Its shape is checked by the format "email". */
export const email: FieldType<EmailConfig, string> = {
  type: 'email',
  icon: 'mail',
  group: 'text',
  label: { zh: '邮箱', en: 'E-mail' },
  description: { zh: '电子邮箱地址', en: 'An e-mail address' },
  example: { value: 'wang.lei@yunling.example.com', broken: 'wang.lei@' },
  kind: 'text',
  config: {
    schema: { type: 'object', additionalProperties: false, properties: { mask: maskSchema } },
    defaults: () => ({}),
  },
  valueSchema: () => ({ type: 'string', format: 'email', maxLength: 254 }),
  normalise: (input) => normalise(input),
  parse: (input) => normalise(input.replace(/^\s*mailto:/i, '')),
  format: (value) => value,
  column: () => 'text',
  mask: ({ mask }) => mask,
  title: true,
  unique: true,
  reading: () => 'email',
};

function normalise(input: unknown) {
  return andThen(cleanText(input), (text) => {
    const plain = halfWidth(text).trim();
    const at = plain.lastIndexOf('@');
    return ok(at < 0 ? plain : plain.slice(0, at) + plain.slice(at).toLowerCase());
  });
}
