import { fail, ok } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { sameText } from '../../values/text.ts';

export type CheckboxConfig = Record<never, never>;

const YES = new Set(['是', '对', '有', '真', 'yes', 'y', 'true', 't', '1', '√', '✓', '✔', '☑', 'on']);
const NO = new Set([
  '否',
  '不',
  '无',
  '没有',
  '假',
  'no',
  'n',
  'false',
  'f',
  '0',
  '×',
  '✗',
  '✘',
  '☐',
  'x',
  'off',
]);

/** Yes or no. */
export const checkbox: FieldType<CheckboxConfig, boolean> = {
  type: 'checkbox',
  icon: 'check-square',
  group: 'choice',
  label: { zh: '勾选框', en: 'Checkbox' },
  description: { zh: '是或否，如是否老客户', en: 'Yes or no, such as whether it is an existing customer' },
  example: { value: true },
  kind: 'boolean',
  config: {
    schema: { type: 'object', additionalProperties: false, properties: {} },
    defaults: () => ({}),
  },
  valueSchema: () => ({ type: 'boolean' }),
  normalise: (input) => {
    if (input === null || input === undefined) return ok(null);
    return typeof input === 'boolean' ? ok(input) : fail({ path: [], code: 'not_boolean' });
  },
  parse: (input) => {
    const word = sameText(input);
    if (word === '') return ok(null);
    if (YES.has(word)) return ok(true);
    return NO.has(word) ? ok(false) : fail({ path: [], code: 'invalid_boolean' });
  },
  format: (value, _config, env) => (env.locale === 'zh' ? (value ? '是' : '否') : value ? 'Yes' : 'No'),
  column: () => 'boolean',
};
