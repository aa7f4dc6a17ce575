import { type Change, change, differing, named, namedList, ofField, type Params, same } from './change.ts';
import { betweenFields, rowsIn } from './diff-field.ts';
import { diffLayout } from './diff-layout.ts';
import type { FormKey } from './likeness.ts';
import {
  type FieldSchema,
  type FormCheck,
  type FormDocument,
  JSON_SCHEMA_DIALECT,
  type RowsDocument,
} from './types.ts';

/**
 * What turns the published form into the desired one, in the order in which a person would tell it. Every difference of
 * the two documents is told. Both must be normalised; `before` is null for a form that was never published.
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
    else changes.push(...betweenFields(key, old, field), ...betweenRows(key, old, field));
    if (is.has(key) && !was.has(key)) changes.push(ofField('required_added', key, field, old !== undefined));
    if (old && was.has(key) && !is.has(key)) changes.push(ofField('required_removed', key, field, false));
  }
  return [...changes, ...diffLayout(before, after)];
}

const has = (document: FormDocument, key: string): boolean => Object.hasOwn(document.properties, key);

/** Members of `FormMeta` that have words of their own; whatever else differs is told by its name. */
const TOLD: ReadonlySet<string> = new Set([
  'vocabulary',
  'label',
  'titleField',
  'stageField',
  'layout',
  'checks',
  'keys',
  'similar',
  'submit',
]);

function ofForm(before: FormDocument, after: FormDocument): Change[] {
  const [old, now] = [before.trellis, after.trellis];
  const changes: Change[] = [];
  if (!same(old.label, now.label)) {
    changes.push(change('form_relabelled', { ...named('from', old.label), ...named('to', now.label) }));
  }
  const field = (document: FormDocument, key: string | undefined) =>
    (key !== undefined && has(document, key) && document.properties[key]?.trellis.label) || { zh: '—' };
  for (const [member, code] of [
    ['titleField', 'title_field_changed'],
    ['stageField', 'stage_field_changed'],
  ] as const) {
    if (old[member] === now[member]) continue;
    const [from, to] = [field(before, old[member]), field(after, now[member])];
    changes.push(change(code, { ...named('from', from), ...named('label', to) }));
  }
  changes.push(...betweenChecks(old.checks ?? [], now.checks ?? []));
  changes.push(...betweenKeys(before, after));
  if (!same(old.similar, now.similar)) changes.push(change('similar_changed'));
  if (!same(old.submit, now.submit)) changes.push(change('submit_changed'));
  const rest = differing(old, now, TOLD);
  if (rest.length > 0) changes.push(change('form_settings_changed', { settings: rest.join(' ') }));
  return changes;
}

function betweenChecks(before: readonly FormCheck[], after: readonly FormCheck[]): readonly Change[] {
  const [old, now] = [before, after].map((list) => new Map(list.map((one) => [one.key, one])));
  const changes: Change[] = [];
  const tell = (code: 'check_added' | 'check_removed' | 'check_changed', one: FormCheck, risky = false) =>
    changes.push(change(code, { ...named('name', one.message), check: one.key }, risky));
  for (const one of before) if (!now?.has(one.key)) tell('check_removed', one);
  for (const one of after) {
    const was = old?.get(one.key);
    if (!was) tell('check_added', one, true);
    else if (!same(was, one)) tell('check_changed', one, !same(was.when, one.when));
  }
  const kept = (list: readonly FormCheck[]) =>
    list.map(({ key }) => key).filter((key) => old?.has(key) && now?.has(key));
  if (!same(kept(before), kept(after))) changes.push(change('checks_reordered'));
  return changes;
}

/** Keys are named after their fields. */
function betweenKeys(before: FormDocument, after: FormDocument): readonly Change[] {
  const changes: Change[] = [];
  const [old = [], now = []] = [before.trellis.keys, after.trellis.keys];
  const tell = (code: 'key_added' | 'key_removed' | 'key_changed', one: FormKey, risky = false) => {
    const labels = one.fields.map(
      ({ field }) => (after.properties[field] ?? before.properties[field])?.trellis.label ?? { zh: field },
    );
    changes.push(change(code, { ...namedList('labels', labels), key: one.key }, risky));
  };
  for (const one of old) if (!now.some(({ key }) => key === one.key)) tell('key_removed', one);
  for (const one of now) {
    const was = old.find(({ key }) => key === one.key);
    if (!was) tell('key_added', one, true);
    else if (!same(was, one)) tell('key_changed', one, !same(was.fields, one.fields));
  }
  return changes;
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
    trellis: {
      vocabulary: 1,
      label: trellis.label,
      titleField: '',
      layout: [],
      ...(rows.checks ? { checks: rows.checks } : {}),
    },
  });
  const { zh, en } = after.trellis.label;
  const prefix: Readonly<Record<string, string>> = {
    label: zh,
    label_en: en || zh,
    from: zh,
    from_en: en || zh,
  };
  // Only a new name is told with the old one; other words stand for types and options.
  const isLabel = (code: string, name: string) =>
    name.startsWith('label') || (code === 'field_relabelled' && name in prefix);
  return diffForm(asForm(old, before), asForm(now, after)).flatMap((one): Change[] => {
    if (one.code === 'fields_reordered') return [ofField('columns_reordered', key, after, false)];
    const params = Object.entries(one.params).map(([name, value]) => {
      if (name === 'name' || name === 'name_en')
        return [name, `${name === 'name' ? zh : en || zh} / ${value}`];
      return [name, isLabel(one.code, name) ? `${prefix[name]} / ${value}` : value];
    });
    const field = one.field === undefined ? key : `${key}.${one.field}`;
    return [{ ...one, params: { ...Object.fromEntries(params), field } as Params, field }];
  });
}
