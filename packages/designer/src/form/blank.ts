import { type FormDocument, JSON_SCHEMA_DIALECT, type LocalText, type ViewDocument } from '@trellis/metadata';

/** A form to start from: one required name. */
export function blankForm(label: LocalText): FormDocument {
  const name: LocalText = { zh: '名称', en: 'Name' };
  return {
    $schema: JSON_SCHEMA_DIALECT,
    type: 'object',
    title: label.zh,
    properties: {
      name: {
        title: name.zh,
        trellis: { type: 'text', label: name, config: { maxLength: 200 }, searchable: true },
      },
    },
    required: ['name'],
    additionalProperties: false,
    trellis: {
      vocabulary: 1,
      label,
      icon: 'file-text',
      titleField: 'name',
      layout: [{ kind: 'field', field: 'name' }],
    },
  };
}

/** The first view of a new form. */
export function blankView(form: string, label: LocalText): ViewDocument {
  const columns = ['name', '_owner_id', '_updated_at'].map((field) => ({ field }));
  return {
    vocabulary: 1,
    form,
    kind: 'table',
    label: { zh: `全部${label.zh}`, en: `All: ${label.en || label.zh}` },
    position: 0,
    sort: [{ field: '_created_at', dir: 'desc' }],
    config: { columns },
  };
}
