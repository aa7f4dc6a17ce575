import type { LocalText } from '../kernel/text.ts';
import type { FieldSchema } from './types.ts';

/** One thing that publishing a form would change. Texts: ../messages. */
export interface Change {
  readonly code: ChangeCode;
  /** Names are Chinese; `name_en` beside `name` is the English one. `settings` holds keys of settings between blanks. */
  readonly params: Readonly<Record<string, string | number>>;
  /** Existing data may stop being valid, be hidden or be lost from sight. */
  readonly risky: boolean;
  /** Key of the field it is about; of a column "lines.price". */
  readonly field?: string;
}

export const CHANGE_CODES = [
  'form_created',
  'form_relabelled',
  'form_settings_changed',
  'title_field_changed',
  'stage_field_changed',
  'check_added',
  'check_removed',
  'check_changed',
  'checks_reordered',
  'key_added',
  'key_removed',
  'key_changed',
  'similar_changed',
  'submit_changed',
  'section_added',
  'section_removed',
  'section_changed',
  'tabs_added',
  'tabs_removed',
  'tabs_changed',
  'note_added',
  'note_removed',
  'note_changed',
  'field_moved',
  'fields_reordered',
  'field_resized',
  'layout_changed',
  'field_added',
  'field_removed',
  'field_relabelled',
  'field_type_changed',
  'required_added',
  'required_removed',
  'unique_added',
  'unique_removed',
  'searchable_on',
  'searchable_off',
  'readonly_on',
  'readonly_off',
  'encryption_added',
  'encryption_removed',
  'limits_narrowed',
  'settings_changed',
  'columns_reordered',
  'option_added',
  'option_removed',
  'option_relabelled',
  'option_retired',
  'option_restored',
  'options_reordered',
  'options_changed',
  'visible_changed',
  'required_when_changed',
  'readonly_when_changed',
  'default_changed',
  'when_hidden_changed',
  'help_changed',
  'placeholder_changed',
  'field_settings_changed',
] as const;
export type ChangeCode = (typeof CHANGE_CODES)[number];

export type Params = Change['params'];

export const change = (code: ChangeCode, params: Params = {}, risky = false): Change => ({
  code,
  params,
  risky,
});

export const ofField = (
  code: ChangeCode,
  key: string,
  field: FieldSchema,
  risky: boolean,
  more: Params = {},
): Change => ({
  code,
  params: { ...named('label', field.trellis.label), field: key, ...more },
  risky,
  field: key,
});

/** A name in both languages. */
export const named = (name: string, label: LocalText): Params => ({
  [name]: label.zh,
  [`${name}_en`]: label.en || label.zh,
});

/** Several names in both languages, the first few of them. */
export function namedList(name: string, labels: readonly LocalText[]): Params {
  const shown = labels.slice(0, 5);
  const more = labels.length > shown.length;
  return {
    [name]: shown.map(({ zh }) => zh).join('、') + (more ? ' 等' : ''),
    [`${name}_en`]: shown.map(({ zh, en }) => en || zh).join(', ') + (more ? ' …' : ''),
  };
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Members whose values differ, those of `but` left out. */
export const differing = (before: object, after: object, but: ReadonlySet<string>): readonly string[] => {
  const [old, now] = [before, after] as readonly Readonly<Record<string, unknown>>[];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !but.has(key) && !same(old?.[key], now?.[key]),
  );
};
