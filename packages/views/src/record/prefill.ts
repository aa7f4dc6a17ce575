import type { CompiledForm, Values } from '@trellis/forms/model';

/** Values for a new record from the texts of an address; what does not fit its field is left out. */
export function readPrefill(form: CompiledForm, texts: Readonly<Record<string, string>>): Values {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) => {
      const field = form.fields.get(key);
      if (!field || field.type.generated) return [];
      const value = field.type.normalise(field.many ? text.split(',') : text, field.config);
      return value.ok && value.value !== null ? [[key, value.value]] : [];
    }),
  );
}
