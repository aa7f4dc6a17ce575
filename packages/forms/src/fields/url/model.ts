import { type LocalText, ok } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { andThen } from '../../values/result.ts';
import { cleanText } from '../../values/text.ts';

export type UrlConfig = {
  /** What the link is called where it is read; default the address without "https://". */
  readonly caption?: LocalText & { readonly [key: string]: string };
};

/** A web address, http or https; one written without either is taken for https. */
export const url: FieldType<UrlConfig, string> = {
  type: 'url',
  icon: 'link',
  group: 'text',
  label: { zh: '网址', en: 'Web address' },
  description: { zh: '可点击打开的链接，如公司官网', en: 'A link to open, such as a company’s site' },
  example: { value: 'https://www.yunling.example.com/products', broken: 'www 点 com' },
  kind: 'text',
  config: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: { caption: { $ref: 'trellis:local-text' } },
    },
    defaults: () => ({}),
  },
  valueSchema: () => ({ type: 'string', format: 'url', maxLength: 2000 }),
  normalise: (input) => normalise(input),
  parse: (input) => normalise(input),
  format: (value) => value,
  column: () => 'text',
  title: true,
  unique: true,
};

function normalise(input: unknown) {
  return andThen(cleanText(input), (text) => {
    const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text.replace(/^\/\//, '')}`;
    // Scheme and host know no case; a path does.
    const host = /^[^/]*\/\/[^/?#]*/.exec(whole)?.[0] ?? '';
    return ok(host.toLowerCase() + whole.slice(host.length));
  });
}
