import {
  type FormulaLabels,
  type FormulaNames,
  type FormulaOption,
  namesOf,
  type Scope,
  type ScopeForm,
} from '@trellis/logic';
import { type Locale, type LocalText, localText } from '@trellis/metadata';
import { formNamed } from '../compute/behind.ts';
import { fieldLabel } from '../filter/fields.ts';
import type { CompiledForm } from '../form/compile.ts';
import { nearbyScope, scopeOf } from '../form/scope.ts';

type Forms = ReadonlyMap<string, CompiledForm>;

/** All that a formula over records of a form may name, in the words of its readers. */
export interface FormulaWorld {
  readonly form: CompiledForm;
  readonly forms: Forms;
  readonly scope: Scope;
  readonly names: FormulaNames;
  readonly locale: Locale;
  /** Key of the field that the formula is of: it must not read itself. */
  readonly self: string | undefined;
  /** The record before the change is known: in rules and checks of a form. */
  readonly before: boolean;
  /** Its options, where it has some: what the formula comes to may be their labels. */
  readonly options: readonly FormulaOption[];
  /** What a field of a form of the scope is called. */
  label(form: string, key: string): string;
}

/** How far a formula may look: rules of a form read its record alone, with its sub-forms. */
export type FormulaReach = 'record' | 'all';

export function formulaWorld(
  form: CompiledForm,
  forms: Forms,
  locale: Locale,
  reach: FormulaReach,
  self?: string,
  before = false,
): FormulaWorld {
  const scope = reach === 'all' ? scopeOf(form, forms) : nearbyScope(form, form.owner?.());
  const labels: FormulaLabels = {
    field: (ref, key) => {
      const target = ref === form.ref ? form : formNamed(ref, forms);
      return spoken(locale, (one) => fieldName(target, key, one, forms, scope));
    },
    options: (ref, key) => {
      const field = (ref === form.ref ? form : formNamed(ref, forms))?.fields.get(key);
      const options = field?.type.options?.(field.config) ?? [];
      return options.map((option) => ({
        key: option.key,
        labels: spoken(locale, (one) => localText(option.label, one)),
      }));
    },
  };
  const names = namesOf(scope, labels);
  return {
    form,
    forms,
    scope,
    before,
    options: self === undefined ? [] : names.options(self),
    names,
    locale,
    self,
    label: (ref, key) => labels.field(ref, key)[0] ?? key,
  };
}

/** A name in the reader's language, then in the other one: both are understood. */
const spoken = (locale: Locale, name: (locale: Locale) => string): readonly string[] => [
  ...new Set([name(locale), name(locale === 'zh' ? 'en' : 'zh')]),
];

function fieldName(
  form: CompiledForm | undefined,
  key: string,
  locale: Locale,
  forms: Forms,
  scope: Scope,
): string {
  if (!form) return key;
  const rows = scopeFormOf(scope, form.ref)?.fields.get(key)?.rows;
  return rows && key.includes('@')
    ? pointing(form, rows, locale, forms, scope)
    : fieldLabel(form, key, locale);
}

const scopeFormOf = (scope: Scope, ref: string): ScopeForm | undefined =>
  scope.form.ref === ref ? scope.form : scope.formOf(ref);

/** Records that point here are called like their form; by their field too, where several of its fields point here. */
function pointing(
  form: CompiledForm,
  rows: { readonly form: string; readonly via: string },
  locale: Locale,
  forms: Forms,
  scope: Scope,
): string {
  const source = formNamed(rows.form, forms);
  if (!source) return rows.form;
  const label: LocalText = source.document.trellis.label;
  const alike = [...(scopeFormOf(scope, form.ref)?.fields.values() ?? [])].filter(
    (field) => field.rows?.form === rows.form,
  );
  const own = localText(label, locale);
  return alike.length > 1 ? `${own}·${fieldLabel(source, rows.via, locale)}` : own;
}
