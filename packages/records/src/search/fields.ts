import type { CompiledField, CompiledForm } from '@trellis/forms/model';

const fieldsOf = new WeakMap<CompiledForm, readonly CompiledField[]>();

/**
 * Fields whose text search looks into: the title and those marked searchable. Never one that is shown masked: finding it
 * by parts would tell what the mask hides.
 */
export function searchFields(form: CompiledForm): readonly CompiledField[] {
  let fields = fieldsOf.get(form);
  if (!fields) {
    fields = [...form.fields.values()].filter(
      ({ key, kind, many, type, config, meta }) =>
        (kind === 'text' || type.plain) &&
        !many &&
        !meta.encrypted &&
        !type.mask?.(config) &&
        (meta.searchable || key === form.titleField),
    );
    fieldsOf.set(form, fields);
  }
  return fields;
}
