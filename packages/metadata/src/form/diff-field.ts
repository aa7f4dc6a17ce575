import { type Change, type ChangeCode, differing, named, ofField, type Params, same } from './change.ts';
import type { FieldMeta, FieldSchema, OptionDef, RowsDocument } from './types.ts';

/** Members of `FieldMeta` that have words of their own; whatever else differs is told by its name. */
const TOLD: ReadonlySet<string> = new Set([
  'type',
  'label',
  'config',
  'unique',
  'searchable',
  'readonly',
  'encrypted',
  'visible',
  'requiredWhen',
  'readonlyWhen',
  'default',
  'whenHidden',
  'help',
  'placeholder',
]);

/** Members that are on or off, what each is called when it is put there or taken away, and which of it is risky. */
const SWITCHES: readonly (readonly [string, ChangeCode, ChangeCode, ChangeCode?])[] = [
  ['unique', 'unique_added', 'unique_removed', 'unique_added'],
  ['searchable', 'searchable_on', 'searchable_off'],
  ['readonly', 'readonly_on', 'readonly_off'],
  ['encrypted', 'encryption_added', 'encryption_removed', 'encryption_removed'],
];

/** What changed of one field; the columns of a sub-form are told one by one elsewhere. */
export function betweenFields(key: string, before: FieldSchema, after: FieldSchema): readonly Change[] {
  const [old, now] = [before.trellis, after.trellis];
  const changes: Change[] = [];
  const add = (code: ChangeCode, risky = false, more: Params = {}) =>
    changes.push(ofField(code, key, after, risky, more));
  if (old.type !== now.type) add('field_type_changed', true, { from: old.type, to: now.type });
  if (!same(old.label, now.label)) add('field_relabelled', false, named('from', old.label));
  for (const [member, on, off, risky] of SWITCHES) {
    const [was, is] = [isOn(old, member), isOn(now, member)];
    if (is && !was) add(on, risky === on);
    if (was && !is) add(off, risky === off);
  }
  if (old.type === now.type) {
    changes.push(...betweenOptions(key, before, after));
    const [was, is] = [settings(old), settings(now)];
    const names = differing(was, is, new Set()).join(' ');
    if (narrowed(before, after)) add('limits_narrowed', true, { settings: names });
    else if (names !== '') add('settings_changed', false, { settings: names });
  }
  // A field that is hidden asks for nothing: what is shown more often, or required more often, may lack values.
  if (!same(old.visible, now.visible)) add('visible_changed');
  if (!same(old.requiredWhen, now.requiredWhen)) add('required_when_changed', now.requiredWhen !== undefined);
  if (!same(old.readonlyWhen, now.readonlyWhen)) add('readonly_when_changed');
  if (!same(old.default, now.default)) add('default_changed');
  const hidden = ({ whenHidden = 'keep' }: FieldMeta) => whenHidden;
  if (hidden(old) !== hidden(now))
    add('when_hidden_changed', hidden(now) === 'clear', { from: hidden(old), to: hidden(now) });
  if (!same(old.help, now.help)) add('help_changed');
  if (!same(old.placeholder, now.placeholder)) add('placeholder_changed');
  const rest = differing(withoutEmpty(old), withoutEmpty(now), TOLD);
  if (rest.length > 0) add('field_settings_changed', false, { settings: rest.join(' ') });
  return changes;
}

const isOn = (meta: FieldMeta, member: string): boolean =>
  Object.entries(meta).some(([name, value]) => name === member && value === true);

/** Off and absent are the same; so is help below the field, where it stands by default. */
const withoutEmpty = ({ helpAs, ...meta }: FieldMeta): object =>
  Object.fromEntries([
    ...Object.entries(meta).filter(([, value]) => value !== false && value !== undefined),
    ...(helpAs === 'tooltip' ? [['helpAs', helpAs]] : []),
  ]);

/** Settings without the options and the columns of rows, which are told one by one. */
function settings({ config }: FieldMeta): object {
  const [name] = rowsIn(config) ?? [];
  return Object.fromEntries(
    Object.entries(config).filter(([key, value]) => key !== name && !(key === 'options' && isOptions(value))),
  );
}

/** The setting that holds the form of a field's rows, if it has one. */
export function rowsIn(config: FieldMeta['config']): readonly [string, RowsDocument] | undefined {
  for (const [name, value] of Object.entries(config)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && 'properties' in value)
      return [name, value as unknown as RowsDocument];
  }
  return undefined;
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
  const looks: OptionDef[] = [];
  for (const option of old.values()) if (!now.has(option.key)) add('option_removed', option, true);
  for (const option of now.values()) {
    const was = old.get(option.key);
    if (!was) add('option_added', option);
    else if (!same(was.label, option.label))
      add('option_relabelled', option, false, named('from', was.label));
    if (was && !was.retired && option.retired) add('option_retired', option);
    if (was?.retired && !option.retired) add('option_restored', option);
    if (was && differing(was, option, new Set(['label', 'retired'])).length > 0) looks.push(option);
  }
  if (looks.length > 0)
    changes.push(
      ofField('options_changed', key, after, false, {
        option: looks.map(({ label }) => label.zh).join('、'),
        option_en: looks.map(({ label }) => label.en || label.zh).join(', '),
      }),
    );
  const kept = (from: ReadonlyMap<string, OptionDef>) =>
    [...from.keys()].filter((one) => old.has(one) && now.has(one));
  if (!same(kept(old), kept(now))) changes.push(ofField('options_reordered', key, after, false));
  return changes;
}

const isOptions = (value: unknown): value is readonly OptionDef[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'key' in one);

function optionsOf({ trellis }: FieldSchema): ReadonlyMap<string, OptionDef> {
  const { options } = trellis.config as { readonly options?: unknown };
  return new Map((isOptions(options) ? options : []).map((option) => [option.key, option]));
}
