import type { Row, Value } from '@trellis/logic';
import type { CompiledField, CompiledForm } from './compile.ts';

const known = new WeakMap<CompiledForm, readonly CompiledField[]>();

/** Fields of which some value demands that other fields have one: a stage, "other" of a choice. */
export function demandingFields(form: CompiledForm): readonly CompiledField[] {
  let fields = known.get(form);
  if (!fields) {
    fields = [...form.fields.values()].filter(({ type, config, many }) =>
      type.options?.(config)?.some(({ key }) => {
        const value: Value = many ? [key] : key;
        return (type.demands?.(value, config) ?? []).length > 0;
      }),
    );
    known.set(form, fields);
  }
  return fields;
}

/** Fields that must have a value because of the values of others. */
export function demanded(form: CompiledForm, data: Row): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { key, type, config } of demandingFields(form)) {
    const value = Object.hasOwn(data, key) ? (data[key] ?? null) : null;
    if (value !== null) for (const other of type.demands?.(value, config) ?? []) keys.add(other);
  }
  return keys;
}
