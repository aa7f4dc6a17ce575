import type { LocalText } from '../kernel/text.ts';
import {
  type FieldMeta,
  type FieldSchema,
  type FormDocument,
  JSON_SCHEMA_DIALECT,
  type OptionDef,
  type RowsDocument,
} from './types.ts';

/** One thing that publishing a form would change. Texts: ../messages. */
export interface Change {
  readonly code: ChangeCode;
  /** `label…` parameters are Chinese labels, `label_en…` the English ones. */
  readonly params: Readonly<Record<string, string | number>>;
  /** Existing data may stop being valid, be hidden or be lost from sight. */
  readonly risky: boolean;
  /** Key of the field it is about. */
  readonly field?: string;
}

export const CHANGE_CODES = [
  'form_created',
  'form_relabelled',
  'title_field_changed',
  'stage_field_changed',
  'checks_changed',
  'layout_changed',
  'field_added',
  'field_removed',
  'field_relabelled',
  'field_type_changed',
  'required_added',
  'required_removed',
  'unique_added',
  'unique_removed',
  'searchable_changed',
  'limits_narrowed',
  'settings_changed',
  'columns_reordered',
  'option_added',
  'option_removed',
  'option_relabelled',
  'option_retired',
  'option_restored',
  'options_reordered',
  'rules_changed',
  'default_changed',
  'readonly_changed',
  'help_changed',
  'look_changed',
] as const;
export type ChangeCode = (typeof CHANGE_CODES)[number];

/**
 * What turns the published form into the desired one, in the order in which a person would tell it.
 * Both documents must be normalised; `before` is null for a form that was never published.
 */
export function diffForm(before: FormDocument | null, after: FormDocument): readonly Change[] {
  if (!before) {
    const fields = Object.keys(after.properties).length;
    return [change('form_created', { ...named('label', after.trellis.label), fields })];
  }
  const changes = ofForm(before, after);
  for (const [key, field] of Object.entries(before.properties)) {
    if (!has(after, key)) changes.push(ofField('field_removed', key, field, true));
  }
  const [was, is] = [new Set(before.required), new Set(after.required)];
  for (const [key, field] of Object.entries(after.properties)) {
    const old = has(before, key) ? before.properties[key] : undefined;
    if (!old) changes.push(ofField('field_added', key, field, false, { type: field.trellis.type }));
    else changes.push(...betweenFields(key, old, field));
    if (is.has(key) && !was.has(key)) changes.push(ofField('required_added', key, field, old !== undefined));
    if (old && was.has(key) && !is.has(key)) changes.push(ofField('required_removed', key, field, false));
  }
  return changes;
}

type Params = Change['params'];
const change = (code: ChangeCode, params: Params, risky = false): Change => ({ code, params, risky });
const ofField = (
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
const named = (name: string, label: LocalText): Params => ({
  [name]: label.zh,
  [`${name}_en`]: label.en || label.zh,
});
const has = (document: FormDocument, key: string): boolean => Object.hasOwn(document.properties, key);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function ofForm(before: FormDocument, after: FormDocument): Change[] {
  const [old, now] = [before.trellis, after.trellis];
  const changes: Change[] = [];
  if (!same(old.label, now.label)) {
    changes.push(change('form_relabelled', { ...named('from', old.label), ...named('to', now.label) }));
  }
  const field = (key: string | undefined): LocalText =>
    key !== undefined && has(after, key) ? after.properties[key]!.trellis.label : { zh: '—' };
  if (old.titleField !== now.titleField) {
    changes.push(change('title_field_changed', named('label', field(now.titleField))));
  }
  if (old.stageField !== now.stageField) {
    changes.push(change('stage_field_changed', named('label', field(now.stageField))));
  }
  if (!same(old.checks ?? [], now.checks ?? [])) changes.push(change('checks_changed', {}));
  const order = (document: FormDocument) =>
    Object.keys(document.properties).filter((key) => has(before, key) && has(after, key));
  if (!same(old.layout, now.layout) || !same(order(before), order(after))) {
    changes.push(change('layout_changed', {}));
  }
  return changes;
}

function betweenFields(key: string, before: FieldSchema, after: FieldSchema): readonly Change[] {
  const [old, now] = [before.trellis, after.trellis];
  const changes: Change[] = [];
  const add = (code: ChangeCode, risky = false, more: Params = {}) =>
    changes.push(ofField(code, key, after, risky, more));
  if (old.type !== now.type) add('field_type_changed', true, { from: old.type, to: now.type });
  if (!same(old.label, now.label)) add('field_relabelled', false, named('from', old.label));
  if (!old.unique && now.unique) add('unique_added', true);
  if (old.unique && !now.unique) add('unique_removed');
  if (!old.searchable !== !now.searchable) add('searchable_changed');
  if (old.type === now.type) {
    changes.push(...betweenOptions(key, before, after));
    if (narrowed(before, after)) add('limits_narrowed', true);
    else if (!same(settings(old), settings(now))) add('settings_changed');
    changes.push(...betweenRows(key, before, after));
  }
  if (
    !same(
      [old.visible, old.requiredWhen, old.readonlyWhen],
      [now.visible, now.requiredWhen, now.readonlyWhen],
    )
  ) {
    add('rules_changed');
  }
  if (!same([old.default, old.whenHidden], [now.default, now.whenHidden])) add('default_changed');
  const shown = ({ hideOnCreate, hideTitle, titleStyle, helpAs, remark }: FieldMeta) => [
    !hideOnCreate,
    !hideTitle,
    [titleStyle?.size, titleStyle?.bold, titleStyle?.color],
    helpAs ?? 'text',
    remark,
  ];
  if (!same(shown(old), shown(now))) add('look_changed');
  if (!old.readonly !== !now.readonly) add('readonly_changed');
  if (!same([old.help, old.placeholder], [now.help, now.placeholder])) add('help_changed');
  return changes;
}

/** Settings without the options and the columns of rows, which are told one by one. */
function settings({ config }: FieldMeta) {
  const [name, rows] = rowsIn(config) ?? [];
  const bare = { ...config, options: undefined };
  if (name === undefined || !rows) return bare;
  return { ...bare, [name]: { checks: rows.checks ?? [] } };
}

/** The setting that holds the form of a field's rows, if it has one. */
function rowsIn(config: FieldMeta['config']): readonly [string, RowsDocument] | undefined {
  for (const [name, value] of Object.entries(config)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && 'properties' in value)
      return [name, value as unknown as RowsDocument];
  }
  return undefined;
}

/** What changes in the columns of a sub-form: as of the fields of a form, each named with its sub-form. */
function betweenRows(key: string, before: FieldSchema, after: FieldSchema): readonly Change[] {
  const old = rowsIn(before.trellis.config)?.[1];
  const now = rowsIn(after.trellis.config)?.[1];
  if (!old || !now) return [];
  const asForm = (rows: RowsDocument, { trellis }: FieldSchema): FormDocument => ({
    $schema: JSON_SCHEMA_DIALECT,
    type: 'object',
    title: trellis.label.zh,
    properties: rows.properties,
    required: rows.required,
    additionalProperties: false,
    trellis: { vocabulary: 1, label: trellis.label, titleField: '', layout: [] },
  });
  const { zh, en } = after.trellis.label;
  const prefix: Readonly<Record<string, string>> = {
    label: zh,
    label_en: en || zh,
    from: zh,
    from_en: en || zh,
  };
  return diffForm(asForm(old, before), asForm(now, after)).flatMap((one): Change[] => {
    if (one.field === undefined)
      return one.code === 'layout_changed' ? [ofField('columns_reordered', key, after, false)] : [];
    // Only a new name is told with the old one; other words stand for types and options.
    const isLabel = (name: string) =>
      name.startsWith('label') || (one.code === 'field_relabelled' && name in prefix);
    const params = Object.entries(one.params).map(([name, value]) => [
      name,
      isLabel(name) ? `${prefix[name]} / ${value}` : value,
    ]);
    const field = `${key}.${one.field}`;
    return [{ ...one, params: { ...Object.fromEntries(params), field } as Params, field }];
  });
}

/** Whether a value that fitted may no longer fit, by the derived keywords that have an order. */
function narrowed(before: FieldSchema, after: FieldSchema): boolean {
  const lower = (keyword: string) => Number(after[keyword] ?? Infinity) < Number(before[keyword] ?? Infinity);
  const higher = (keyword: string) =>
    Number(after[keyword] ?? -Infinity) > Number(before[keyword] ?? -Infinity);
  if (['maxLength', 'maxItems', 'decimalPlaces', 'maximum'].some(lower)) return true;
  if (['minLength', 'minItems', 'minimum'].some(higher)) return true;
  if (after.format !== before.format && after.format !== undefined) return true;
  // Bounds are dates or numbers: any other bound than before may exclude a value.
  return ['formatMinimum', 'formatMaximum'].some(
    (bound) => after[bound] !== undefined && after[bound] !== before[bound],
  );
}

function betweenOptions(key: string, before: FieldSchema, after: FieldSchema): readonly Change[] {
  const [old, now] = [optionsOf(before), optionsOf(after)];
  const changes: Change[] = [];
  const add = (code: ChangeCode, option: OptionDef, risky = false, more: Params = {}) =>
    changes.push(ofField(code, key, after, risky, { ...named('option', option.label), ...more }));
  for (const option of old.values()) if (!now.has(option.key)) add('option_removed', option, true);
  for (const option of now.values()) {
    const was = old.get(option.key);
    if (!was) add('option_added', option);
    else if (!same(was.label, option.label))
      add('option_relabelled', option, false, named('from', was.label));
    if (was && !was.retired && option.retired) add('option_retired', option);
    if (was?.retired && !option.retired) add('option_restored', option);
  }
  const kept = (from: ReadonlyMap<string, OptionDef>) =>
    [...from.keys()].filter((one) => old.has(one) && now.has(one));
  if (!same(kept(old), kept(now))) changes.push(ofField('options_reordered', key, after, false));
  return changes;
}

function optionsOf({ trellis }: FieldSchema): ReadonlyMap<string, OptionDef> {
  const { options } = trellis.config as { readonly options?: readonly OptionDef[] };
  return new Map((options ?? []).map((option) => [option.key, option]));
}
