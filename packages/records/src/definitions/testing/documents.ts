import {
  type AppBundle,
  type FieldMeta,
  type FieldSchema,
  type FormDocument,
  JSON_SCHEMA_DIALECT,
  type JsonObject,
  type ViewDocument,
} from '@trellis/metadata';

/** A field as an author writes it: type and what differs from the usual. */
export const field = (type: string, config: JsonObject = {}, meta: Partial<FieldMeta> = {}): FieldSchema => ({
  title: type,
  trellis: { type, label: { zh: type, en: type }, config, ...meta },
});

export const form = (
  properties: Readonly<Record<string, FieldSchema>>,
  meta: Partial<FormDocument['trellis']> & { readonly required?: readonly string[] } = {},
): FormDocument => {
  const { required = [], ...rest } = meta;
  return {
    $schema: JSON_SCHEMA_DIALECT,
    type: 'object',
    title: '表单',
    properties,
    required,
    additionalProperties: false,
    trellis: {
      vocabulary: 1,
      label: { zh: '表单', en: 'Form' },
      titleField: Object.keys(properties)[0] ?? '',
      layout: [],
      ...rest,
    },
  };
};

export const options = (...keys: string[]): JsonObject => ({
  options: keys.map((key) => ({ key, label: { zh: key, en: key } })),
});

export const tableView = (formKey: string, ...columns: string[]): ViewDocument => ({
  vocabulary: 1,
  form: formKey,
  kind: 'table',
  label: { zh: '全部', en: 'All' },
  config: { columns: columns.map((key) => ({ field: key })) },
});

export const bundle = (
  forms: AppBundle['forms'],
  rest: Partial<Omit<AppBundle, 'forms'>> = {},
): AppBundle => ({
  app: { vocabulary: 1, label: { zh: '测试', en: 'Test' }, menu: [] },
  forms,
  views: {},
  roles: {},
  dashboards: {},
  ...rest,
});

/** Customers and their deals: one of each kind of column. */
export const crm = (): AppBundle =>
  bundle({
    customer: form({
      name: field('text', { maxLength: 100 }, { unique: true, searchable: true }),
      tags: field('multi_select', options('a', 'b')),
      owner2: field('member'),
    }),
    deal: form(
      {
        title: field('text'),
        customer: field('reference', { form: 'customer' }),
        stage: field('stage', options('open', 'won', 'lost')),
        amount: field('money'),
        closes: field('date'),
      },
      { stageField: 'stage' },
    ),
  });
