import type { ValueKind } from '@trellis/logic';
import { type Locale, localText } from '@trellis/metadata';
import { fieldLabel } from '../filter/fields.ts';
import type { CompiledForm } from '../form/compile.ts';
import { scopeOf } from '../form/scope.ts';
import { formNamed } from './behind.ts';

type Forms = ReadonlyMap<string, CompiledForm>;

interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface PathChoice extends Choice {
  readonly kind: ValueKind;
  readonly many: boolean;
}

/** Steps that a path may be offered with; longer ones can be written in a formula. */
const DEPTH = 2;
const SYSTEM = ['_created_at', '_updated_at', '_owner_id'];

/** Fields of a form and of those behind its references, as a person chooses among them. */
export function pathChoices(forms: Forms, start: string, locale: Locale, depth = DEPTH): PathChoice[] {
  const form = formNamed(start, forms);
  if (!form) return [];
  const own = [...form.fields.values()].filter(({ owned, type }) => !owned && !type.display);
  const found = own.map(
    ({ key, meta, kind, many }): PathChoice => ({
      value: key,
      label: localText(meta.label, locale),
      kind,
      many,
    }),
  );
  for (const key of SYSTEM) {
    const type = form.scopeForm.fields.get(key)?.type;
    if (type) found.push({ value: key, label: fieldLabel(form, key, locale), kind: type.kind, many: false });
  }
  if (depth <= 1) return found;
  for (const { key, meta, kind, many, target } of own) {
    if (kind !== 'ref' || many || target === undefined || target === start) continue;
    for (const choice of pathChoices(forms, target, locale, depth - 1)) {
      const label = `${localText(meta.label, locale)} · ${choice.label}`;
      found.push({ ...choice, value: `${key}.${choice.value}`, label });
    }
  }
  return found;
}

/** To-many paths of a form: its sub-forms and the records that point to it. */
export interface RowsChoice {
  readonly value: string;
  /** "app:form" of the rows. */
  readonly form: string;
  readonly via: string;
  readonly kind: 'rows' | 'pointing';
  /** Label of the sub-form, or of the form that points here. */
  readonly name: string;
  /** Label of the reference that points here. */
  readonly field: string;
}

export function rowsChoices(form: CompiledForm, forms: Forms, locale: Locale): RowsChoice[] {
  return [...scopeOf(form, forms).form.fields].flatMap(([value, { rows }]): RowsChoice[] => {
    const of = rows && formNamed(rows.form, forms);
    if (!rows || !of) return [];
    const own = form.fields.get(value);
    const shared = { value, form: rows.form, via: rows.via };
    if (own) return [{ ...shared, kind: 'rows', name: localText(own.meta.label, locale), field: '' }];
    const name = localText(of.document.trellis.label, locale);
    return [{ ...shared, kind: 'pointing', name, field: fieldLabel(of, rows.via, locale) }];
  });
}
