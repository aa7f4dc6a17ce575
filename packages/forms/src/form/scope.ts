import type { OptionLabels, Scope, ScopeField, ScopeForm, ValueType } from '@trellis/logic';
import { ASKED_FIELDS, localText, ROW_FIELDS, SYSTEM_FIELDS } from '@trellis/metadata';
import type { CompiledField, CompiledForm } from './compile.ts';
import { ownedFields, ownerOf } from './owned.ts';
import { reverseName } from './refs.ts';

/** Own fields and system fields of a form as expressions name them. */
export function scopeFormOf(
  ref: string,
  fields: ReadonlyMap<string, CompiledField>,
  title: string,
): ScopeForm {
  const scope = scopeFields(fields);
  for (const [key, field] of Object.entries(SYSTEM_FIELDS)) {
    const type: ValueType = 'many' in field ? { kind: field.kind, many: true } : { kind: field.kind };
    const target = 'target' in field ? field.target : key === '_id' ? ref : undefined;
    scope.set(key, target === undefined ? { type } : { type, target });
  }
  return { ref, title, fields: scope };
}

/** Columns of a sub-form, and the record that a row belongs to behind `_parent_id`. */
export function scopeOfRows(ref: string, fields: ReadonlyMap<string, CompiledField>): ScopeForm {
  const scope = scopeFields(fields);
  const parent = ownerOf(ref)?.form;
  scope.set('_id', { type: ROW_FIELDS._id, target: ref });
  if (parent !== undefined) scope.set('_parent_id', { type: ROW_FIELDS._parent_id, target: parent });
  return { ref, fields: scope };
}

function scopeFields(fields: ReadonlyMap<string, CompiledField>): Map<string, ScopeField> {
  const scope = new Map<string, ScopeField>();
  for (const field of fields.values()) {
    const { owned, target } = field;
    if (owned) {
      const rows = { form: owned.ref, via: '_parent_id' };
      scope.set(field.key, { type: { kind: 'ref', many: true }, target: owned.ref, rows });
      continue;
    }
    const type: ValueType = field.many ? { kind: field.kind, many: true } : { kind: field.kind };
    const macros = field.type.macros?.(field.config);
    const options = field.kind === 'option' ? labelsOf(field) : undefined;
    scope.set(field.key, {
      type,
      ...(target === undefined ? {} : { target }),
      ...(macros ? { macros } : {}),
      ...(options ? { options } : {}),
      ...(field.meta.encrypted ? { encrypted: true } : {}),
    });
  }
  return scope;
}

/** What options are called in texts: in the workspace's first language, whoever reads them. */
function labelsOf({ type, config }: CompiledField): OptionLabels | undefined {
  const options = type.options?.(config);
  return options && new Map(options.map(({ key, label }) => [key, localText(label, 'zh')]));
}

/** The forms that the rules of a form may name beside it: its sub-forms, or the form that owns its rows. */
export function nearbyScope(form: CompiledForm, owner: CompiledForm | undefined): Scope {
  return {
    form: form.scopeForm,
    formOf: (ref) =>
      [form, owner, ...ownedFields(form).map(({ rows }) => rows)].find((one) => one?.ref === ref)?.scopeForm,
  };
}

const asked = new WeakMap<Scope, Scope>();

/** A scope for the conditions of lists, which may name what depends on who asks. */
export function askedScope(scope: Scope): Scope {
  const known = asked.get(scope);
  if (known) return known;
  const more = Object.entries(ASKED_FIELDS).map(([key, type]): [string, ScopeField] => [key, { type }]);
  const form = { ...scope.form, fields: new Map([...scope.form.fields, ...more]) };
  const made = { ...scope, form };
  asked.set(scope, made);
  return made;
}

type Forms = ReadonlyMap<string, CompiledForm>;
// Per catalog: building a scope walks every form for the references that point back.
const scopes = new WeakMap<Forms, Map<string, ScopeForm>>();

/**
 * What expressions over records of `form` may name: its fields, system fields, to-one paths through references
 * ("account.industry") and the records that point back as to-many paths ("contact@account").
 * `forms` are all forms by "app:form"; the map must not change afterwards.
 */
export function scopeOf(form: CompiledForm, forms: Forms): Scope {
  let known = scopes.get(forms);
  if (!known) {
    known = reachable(forms);
    scopes.set(forms, known);
  }
  const all = known;
  return { form: all.get(form.ref) ?? form.scopeForm, formOf: (ref) => all.get(ref) };
}

function reachable(forms: Forms): Map<string, ScopeForm> {
  const fields = new Map([...forms].map(([ref, form]) => [ref, new Map(form.scopeForm.fields)]));
  const titles = new Map([...forms].map(([ref, form]) => [ref, form.scopeForm.title]));
  for (const form of forms.values()) {
    for (const { rows } of ownedFields(form)) fields.set(rows.ref, new Map(rows.scopeForm.fields));
  }
  for (const [ref, form] of forms) {
    for (const field of form.fields.values()) {
      const target = field.target === undefined ? undefined : forms.get(field.target);
      if (!target) continue;
      fields.get(target.ref)?.set(reverseName(target.app, ref, field.key), {
        type: { kind: 'ref', many: true },
        target: ref,
        rows: { form: ref, via: field.key },
      });
    }
  }
  return new Map(
    [...fields].map(([ref, own]) => {
      const title = titles.get(ref);
      return [ref, title === undefined ? { ref, fields: own } : { ref, title, fields: own }];
    }),
  );
}
