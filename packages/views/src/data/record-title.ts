import { type CompiledForm, shownText, type TextEnv } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';

/** What a record is called, masked where its field says so, or undefined when it has no name yet. */
export function recordTitle(
  form: CompiledForm,
  values: Readonly<Record<string, unknown>>,
  env: TextEnv,
): string | undefined {
  const field = form.fields.get(form.titleField);
  const value = values[form.titleField] as Value | undefined;
  if (!field || value === null || value === undefined) return undefined;
  return shownText(field, value, env) || undefined;
}
