import type { Issue, OptionDef } from '@trellis/metadata';
import type { Surroundings } from '../contract.ts';
import type { CompiledField } from '../form/compile.ts';
import { mayEncrypt } from '../form/encrypted.ts';
import { checkValue } from '../schema/check-value.ts';
import { sameText } from '../values/text.ts';

/** Mistakes of one field that need its type to be seen, at paths inside the property of the form's schema. */
export function fieldIssues(field: CompiledField, around: Surroundings): readonly Issue[] {
  const { type, meta, config } = field;
  const wrong = (keyword: string, code: string): Issue => ({ path: ['trellis', keyword], code });
  const inConfig = [...(type.check?.(config, around) ?? []), ...optionIssues(type.options?.(config) ?? [])];
  return [
    ...inConfig.map((issue) => ({ ...issue, path: ['trellis', 'config', ...issue.path] })),
    ...encryptionIssues(field).map(([keyword, code]) => wrong(keyword, code)),
    ...(meta.unique && !type.unique && !meta.encrypted ? [wrong('unique', 'never_unique')] : []),
    ...(meta.searchable && ((field.kind !== 'text' && !type.plain) || field.many)
      ? [wrong('searchable', 'not_searchable')]
      : []),
    ...(meta.default && type.generated ? [wrong('default', 'generated_field')] : []),
    ...(meta.default && (type.owned !== undefined || type.kind === 'file')
      ? [wrong('default', 'no_default')]
      : []),
    ...(meta.hideOnCreate && field.required && !meta.default
      ? [wrong('hideOnCreate', 'hidden_required')]
      : []),
    ...(meta.whenHidden === 'recompute' && !meta.default
      ? [wrong('whenHidden', 'nothing_to_recompute')]
      : []),
    ...defaultIssues(field),
  ];
}

/** What a field that is stored encrypted can't be besides: whatever the database would have to look into it for. */
function encryptionIssues(field: CompiledField): readonly (readonly [keyword: string, code: string])[] {
  const { meta } = field;
  if (!meta.encrypted) return [];
  return [
    ...(mayEncrypt(field) ? [] : [['encrypted', 'not_encryptable'] as const]),
    ...(meta.unique ? [['unique', 'encrypted_unique'] as const] : []),
    ...(meta.searchable ? [['searchable', 'encrypted_searchable'] as const] : []),
    // It would be asked of the newest record that the member made.
    ...(meta.default?.kind === 'last' ? [['default', 'encrypted_last'] as const] : []),
  ];
}

/** Options must be told apart by key and, in each language, by label: imports find them by it. */
function optionIssues(options: readonly OptionDef[]): readonly Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  const once = (name: string, index: number, place: string, code: string, value: string) => {
    if (seen.has(name)) issues.push({ path: ['options', index, place], code, params: { value } });
    seen.add(name);
  };
  for (const [index, { key, label }] of options.entries()) {
    once(`key ${key}`, index, 'key', 'duplicate_key', key);
    once(`zh ${sameText(label.zh)}`, index, 'label', 'duplicate_label', label.zh);
    if (label.en) once(`en ${sameText(label.en)}`, index, 'label', 'duplicate_label', label.en);
  }
  return issues;
}

function defaultIssues({ meta, type, config, valueSchema }: CompiledField): readonly Issue[] {
  if (meta.default?.kind !== 'value') return [];
  const value = type.normalise(meta.default.value, config);
  const issues = value.ok ? (value.value === null ? [] : checkValue(valueSchema, value.value)) : value.issues;
  return issues.map((issue) => ({ ...issue, path: ['trellis', 'default', 'value', ...issue.path] }));
}
