import { type Expr, references } from '@trellis/logic';
import { localText } from '@trellis/metadata';
import type { CompiledForm } from '../form/compile.ts';
import { fieldLabel, filterFields } from './fields.ts';
import type { FilterField } from './types.ts';

/** References that a condition may follow: "account.industry" follows one. */
const MAX_STEPS = 3;
/** Fields behind references that are offered; the nearest first. */
const MOST = 600;

/** A form by "app:form"; undefined where the person may not see it. */
export type FormOf = (ref: string) => CompiledForm | undefined;

/** What lies behind a field; undefined where that is no form that can be looked into. */
const behind = (field: FilterField, formOf: FormOf): CompiledForm | undefined =>
  field.kind === 'ref' && !field.many && field.target !== undefined ? formOf(field.target) : undefined;

const plainFields = (form: CompiledForm): readonly FilterField[] =>
  filterFields(form).filter(({ within, field }) => !within && !field?.owned);

/** A field of the form that a reference leads to, under its path and with the names that lead there. */
function through(via: FilterField, from: CompiledForm, field: FilterField, to: CompiledForm): FilterField {
  const label = (locale: 'zh' | 'en') =>
    `${via.label ? localText(via.label, locale) : fieldLabel(from, via.key, locale)} / ${fieldLabel(to, field.key, locale)}`;
  return { ...field, key: `${via.key}.${field.key}`, label: { zh: label('zh'), en: label('en') } };
}

/** The fields behind the references of a form, over up to three steps, the nearest first. */
export function pathFields(form: CompiledForm, formOf: FormOf): readonly FilterField[] {
  const found: FilterField[] = [];
  let reached = plainFields(form).map((field) => ({ field, in: form, seen: [form.ref] }));
  for (let step = 1; step <= MAX_STEPS && reached.length > 0; step++) {
    reached = reached.flatMap((one) => {
      const to = behind(one.field, formOf);
      // What leads back is the record itself, or one of its kind: nobody looks for it there.
      if (!to || one.seen.includes(to.ref) || found.length >= MOST) return [];
      const next = plainFields(to).map((field) => through(one.field, one.in, field, to));
      found.push(...next);
      return next.map((field) => ({ field, in: to, seen: [...one.seen, to.ref] }));
    });
  }
  return found.slice(0, MOST);
}

/** The field that a path names. */
function fieldAt(form: CompiledForm, path: string, formOf: FormOf): FilterField | undefined {
  const steps = path.split('.');
  if (steps.length < 2 || steps.length > MAX_STEPS + 1) return undefined;
  let from = form;
  let via: FilterField | undefined;
  for (const [index, key] of steps.entries()) {
    const field = plainFields(from).find((one) => one.key === key);
    const here: FilterField | undefined = field && via ? through(via, form, field, from) : field;
    if (!here || index === steps.length - 1) return here;
    const to = behind(here, formOf);
    if (!to) return undefined;
    via = here.label ? here : { ...here, label: labelOf(from, here.key) };
    from = to;
  }
  return undefined;
}

const labelOf = (form: CompiledForm, key: string) => ({
  zh: fieldLabel(form, key, 'zh'),
  en: fieldLabel(form, key, 'en'),
});

/** The fields behind references that an expression reads. */
export const pathsIn = (
  expr: Expr | undefined,
  form: CompiledForm,
  formOf: FormOf,
): readonly FilterField[] =>
  expr === undefined
    ? []
    : [...new Set(references(expr))].flatMap((path) => fieldAt(form, path, formOf) ?? []);
