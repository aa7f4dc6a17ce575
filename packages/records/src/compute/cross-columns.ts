import { type CompiledForm, ownFormulas } from '@trellis/forms/model';

const known = new WeakMap<CompiledForm, readonly string[]>();

/** Computed fields of a form that its records do not decide by themselves: other writes move them. */
export function crossColumns(form: CompiledForm): readonly string[] {
  let keys = known.get(form);
  if (!keys) {
    const own = new Set(ownFormulas(form).map(({ field }) => field));
    keys = [...form.fields.values()]
      .filter(({ key, type }) => type.computed && !own.has(key))
      .map(({ key }) => key);
    known.set(form, keys);
  }
  return keys;
}
