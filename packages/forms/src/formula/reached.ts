import { formNamed } from '../compute/behind.ts';
import type { CompiledForm } from '../form/compile.ts';

/** The form and those that paths lead to from it, as far as the reader may see them: by "app:form". */
export function formsOnPaths(
  form: CompiledForm,
  paths: readonly string[],
  formOf: (ref: string) => CompiledForm | undefined,
): ReadonlyMap<string, CompiledForm> {
  const forms = new Map([[form.ref, form]]);
  for (const path of paths) {
    let at: CompiledForm | undefined = form;
    for (const step of path.split('.')) {
      const ref: string | undefined = at && targetOf(at, step);
      if (ref === undefined) break;
      at = formNamed(ref, forms) ?? formOf(ref);
      if (at && !formNamed(ref, forms)) forms.set(ref, at);
    }
  }
  return forms;
}

/** The form behind a step: of a reference, of rows, or the one that points here ("contact@account"). */
function targetOf(form: CompiledForm, step: string): string | undefined {
  const [source, via] = step.split('@');
  if (via !== undefined && source) return source.includes(':') ? source : `${form.app}:${source}`;
  return form.scopeForm.fields.get(step)?.target;
}
