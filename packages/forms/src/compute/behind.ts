import type { Scope, ScopeForm, ValueKind } from '@trellis/logic';
import { MEMBER_TARGET } from '@trellis/metadata';
import type { ResultType } from '../contract.ts';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { ownedFields } from '../form/owned.ts';

type Forms = ReadonlyMap<string, CompiledForm>;

/** What values of a system field are like. */
const SYSTEM: Readonly<Partial<Record<ValueKind, ResultType>>> = {
  datetime: { type: 'datetime', config: {} },
  ref: { type: 'member', config: {}, target: MEMBER_TARGET },
};

/** A form by its name, those of sub-form rows included. */
export function formNamed(ref: string, forms: Forms): CompiledForm | undefined {
  const form = forms.get(ref);
  if (form) return form;
  const at = ref.lastIndexOf('.');
  const parent = at < 0 ? undefined : forms.get(ref.slice(0, at));
  return parent && ownedFields(parent).find(({ rows }) => rows.ref === ref)?.rows;
}

/** The field at the end of a path through to-one references, or what a system field there is like. */
export function fieldBehind(
  start: string,
  path: string,
  scope: Scope,
  forms: Forms,
): CompiledField | ResultType | undefined {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let form: ScopeForm | undefined = scope.form.ref === start ? scope.form : scope.formOf(start);
  for (const step of steps) {
    const target: string | undefined = form?.fields.get(step)?.target;
    form = target === undefined ? undefined : scope.formOf(target);
  }
  if (!form) return undefined;
  const field = formNamed(form.ref, forms)?.fields.get(last);
  if (field) return field;
  const system = form.fields.get(last);
  return system && !system.rows && system.target !== form.ref && !system.type.many
    ? SYSTEM[system.type.kind]
    : undefined;
}
