import type { CompiledForm } from '../form/compile.ts';

/**
 * Whether a path leads to nothing but the record with its rows. A reference may lead to another record of the very same
 * form, whose scope is known here too.
 */
export function staysInside(form: CompiledForm, path: string): boolean {
  if (path.startsWith('$')) return true;
  let here: CompiledForm | undefined = form;
  for (const step of path.split('.').slice(0, -1)) {
    here = step === '_parent_id' ? here?.owner?.() : here?.fields.get(step)?.owned;
  }
  return here !== undefined;
}
