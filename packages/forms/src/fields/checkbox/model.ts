import { fail, type Locale, type LocalText, localText, ok } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { sameText } from '../../values/text.ts';

type Label = LocalText & { readonly [key: string]: string };
export type CheckboxConfig = {
  /** A box to tick, a switch, or two buttons of which none may be chosen yet. */
  readonly display?: 'checkbox' | 'switch' | 'buttons';
  /** What yes and no are called. */
  readonly yes?: Label;
  readonly no?: Label;
  /** A record is only complete with a tick: consent, a reading taken note of. */
  readonly mustBeTrue?: boolean;
};

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

const YES_LABEL: Label = { zh: '是', en: 'Yes' };
const NO_LABEL: Label = { zh: '否', en: 'No' };

/** What a value is called. */
export const checkboxLabel = (value: boolean, { yes, no }: CheckboxConfig, locale: Locale): string =>
  localText(value ? (yes ?? YES_LABEL) : (no ?? NO_LABEL), locale);

/** Yes or no. */
export const checkbox: FieldType<CheckboxConfig, boolean> = {
  type: 'checkbox',
  icon: 'check-square',
  group: 'choice',
  label: { zh: '勾选框', en: 'Checkbox' },
  description: { zh: '是或否，如是否老客户', en: 'Yes or no, such as whether it is an existing customer' },
  example: {
    value: true,
    config: {
      display: 'switch',
      yes: { zh: '已签', en: 'Signed' },
      no: { zh: '未签', en: 'Not signed' },
      mustBeTrue: true,
    },
    broken: false,
  },
  kind: 'boolean',
  config: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        display: { type: 'string', enum: ['checkbox', 'switch', 'buttons'] },
        yes: { $ref: 'trellis:local-text' },
        no: { $ref: 'trellis:local-text' },
        mustBeTrue: { type: 'boolean' },
      },
    },
    defaults: () => ({}),
  },
  check: ({ yes = YES_LABEL, no = NO_LABEL }) =>
    sameText(yes.zh) === sameText(no.zh) || (yes.en && no.en && sameText(yes.en) === sameText(no.en))
      ? [{ path: ['no'], code: 'duplicate_label', params: { value: no.zh } }]
      : [],
  valueSchema: () => ({ type: 'boolean' }),
  judge: (value, { mustBeTrue }) =>
    mustBeTrue && value !== true ? [{ path: [], code: 'must_be_ticked' }] : [],
  normalise: (input) => {
    if (input === null || input === undefined) return ok(null);
    return typeof input === 'boolean' ? ok(input) : fail({ path: [], code: 'not_boolean' });
  },
  parse: (input, config) => {
    const word = sameText(input);
    if (word === '') return ok(null);
    const is = (label: LocalText | undefined) =>
      label !== undefined && (sameText(label.zh) === word || (!!label.en && sameText(label.en) === word));
    if (is(config.yes)) return ok(true);
    if (is(config.no)) return ok(false);
    if (YES.has(word)) return ok(true);
    return NO.has(word) ? ok(false) : fail({ path: [], code: 'invalid_boolean' });
  },
  format: (value, config, env) => checkboxLabel(value, config, env.locale),
  column: () => 'boolean',
};
