import {
  type AppDocument,
  type FormDocument,
  JSON_SCHEMA_DIALECT,
  type LocalText,
  type TableConfig,
  type ViewDocument,
} from '@trellis/metadata';

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

/** The app with a form at the end of its menu. */
export function withMenuItem(app: AppDocument, form: string): AppDocument {
  const item = { kind: 'form' as const, form };
  const last = app.menu.at(-1);
  if (!last) return { ...app, menu: [{ key: 'forms', label: { zh: '表单', en: 'Forms' }, items: [item] }] };
  if (app.menu.some(({ items }) => items.some((one) => one.kind === 'form' && one.form === form))) return app;
  return { ...app, menu: [...app.menu.slice(0, -1), { ...last, items: [...last.items, item] }] };
}

/** A table view that shows further fields, before the system columns that usually end it. */
export function withColumns(view: ViewDocument, fields: readonly string[]): ViewDocument {
  const { columns } = view.config as unknown as TableConfig;
  const added = fields.filter((field) => !columns.some((column) => column.field === field));
  if (added.length === 0) return view;
  let at = columns.length;
  while (at > 0 && columns[at - 1]?.field.startsWith('_')) at--;
  return {
    ...view,
    config: { ...view.config, columns: columns.toSpliced(at, 0, ...added.map((field) => ({ field }))) },
  };
}
